"""Whether an application has what most have not: a page that changes nothing reads it with the application."""

from django.db.models import Exists, Model, OuterRef

from impplus.records.models import (
    Application,
    Correspondence,
    Decision,
    Deferral,
    Interview,
    Introduction,
    Permit,
    Question,
    Report,
)

SELDOM: tuple[type[Model], ...] = (
    Correspondence,
    Decision,
    Deferral,
    Interview,
    Introduction,
    Permit,
    Question,
    Report,
)


def held() -> dict[str, Exists]:
    """Of each kind, whether there is one: what `may_hold` goes by, for as long as nothing is written."""
    about = OuterRef("pk")
    return {_name(kind): Exists(kind._default_manager.filter(application=about)) for kind in SELDOM}


def may_hold(application: Application, kind: type[Model]) -> bool:
    """Whether there may be rows of a kind: always, where nobody has asked."""
    return bool(getattr(application, _name(kind), True))


def _name(kind: type[Model]) -> str:
    return f"holds_{kind._meta.model_name}"
