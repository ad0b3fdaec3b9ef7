"""An officer's own views: saved, shown to nobody else, and removed."""

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import views
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.records.models import User, View
from tests.people import signed_in


def test_olivia_saves_a_list_twice_and_only_she_sees_it(desk: Client, noor: User) -> None:
    sent = {"name": "Les Côté", "status": "all", "q": "Côté", "why": "", "nonsense": "x"}
    led = [desk.post(reverse("desk:save-view"), sent).url for _ in range(2)]
    there = f"{reverse('desk:queue')}?status=all&q=C%C3%B4t%C3%A9"
    assert led == [there] * 2
    link = f'href="{there.replace("&", "&amp;")}">Les Côté</a>'
    seen = [link in b.get(reverse("desk:queue")).content.decode() for b in (desk, signed_in(noor))]
    assert seen == [True, False]
    one = View.objects.get()
    assert signed_in(noor).post(reverse("desk:remove-view", args=[one.pk])).status_code == 404
    gone = [desk.post(reverse("desk:remove-view", args=[one.pk])).status_code for _ in range(2)]
    assert gone == [302, 302]
    assert not View.objects.exists()


def test_a_view_needs_a_name_of_its_own_and_there_are_not_too_many(
    olivia: User, alice: User
) -> None:
    for name in ("", " ", "x" * 41, "a\x07b"):
        with pytest.raises(NotUnderstood):
            views.save(name, asked="", by=olivia)
    for number in range(views.MOST):
        views.save(f"Vue {number}", asked="", by=olivia)
    views.save("Vue 0", asked="why=age", by=olivia)
    with pytest.raises(NotUnderstood):
        views.save("Une de plus", asked="", by=olivia)
    with pytest.raises(NotYours):
        views.save("Vue", asked="", by=alice)
    assert View.objects.get(name="Vue 0").asked == "why=age"
    assert View.objects.count() == views.MOST


def test_a_view_without_a_name_says_so_and_leads_back_to_the_list(desk: Client) -> None:
    answer = desk.post(reverse("desk:save-view"), {"name": " ", "why": "age"}, follow=True)
    assert answer.redirect_chain == [(f"{reverse('desk:queue')}?why=age", 302)]
    assert "Give the view a name." in answer.content.decode()
