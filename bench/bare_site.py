"""The bare view: a session, its user, and one query; the least that a page of ours could do."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import path

from impplus.records.models import User

ADDRESS = "/bare/"


def bare(request: HttpRequest) -> HttpResponse:
    """The name of whoever is signed in."""
    name = User.objects.values_list("name", flat=True).get(email=request.user.email)  # type: ignore[union-attr]
    return HttpResponse(name)


def beside(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: the bare view has an address beside the site's own."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path == ADDRESS:
            request.urlconf = __name__
        return get_response(request)

    return answer


urlpatterns = [path(ADDRESS[1:], bare)]
