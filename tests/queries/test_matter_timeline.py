"""What a matter says of what its client was written: what each e-mail brought, and whether it left."""

import pytest

from impplus.actions import agreement_papers, client_links, mails, retainers
from impplus.practice.models import Mail, Matter
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.matter_timeline import MatterLine, timeline_of
from impplus.records.models import Firm, User
from impplus.words.mailed import MAILED
from tests.agreed import cleared, offered, signed
from tests.post import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def matter(firm: Firm, lucie: User) -> Matter:
    """Leïla's, from her enquiry to the end of her agreement."""
    agreement = offered(cleared(firm, lucie), lucie)
    signed(agreement)
    matter = Matter.objects.get()
    client_links.ask(matter, text="Votre bail.", by=lucie)
    agreement_papers.make()
    retainers.end(agreement, on=clock.today(SERVED), completed=True, why="Fait.", by=lucie)
    agreement_papers.make()
    return matter


def written(matter: Matter, reader: User) -> list[MatterLine]:
    return [one for one in reversed(timeline_of(matter, reader, {})) if one.text in MAILED.values()]


def test_each_e_mail_to_the_client_says_what_it_brought(matter: Matter, lucie: User) -> None:
    mails.send_owed()
    kinds = ("acknowledgement", "agreement-offered", "client-asked", "agreement-signed")
    lines = written(matter, lucie)
    assert [one.text for one in lines] == [MAILED[one] for one in (*kinds, "agreement-ended")]
    assert {one.of for one in lines} == {None}


def test_one_that_did_not_leave_says_so(matter: Matter, lucie: User, post: Post) -> None:
    post.silent = True
    mails.send_owed()
    assert {one.of.en for one in written(matter, lucie) if one.of} == {"Being sent"}
    Mail.objects.filter(kind="client-asked").update(status="bounced", due_at=None)
    said = {one.text.en: one.of.en for one in written(matter, lucie) if one.of}
    assert said[MAILED["client-asked"].en] == "Refused"


def test_what_colleagues_are_told_is_not_among_them(matter: Matter, lucie: User) -> None:
    assert Mail.objects.exclude(account=None).exists()
    assert len(written(matter, lucie)) == Mail.objects.filter(account=None).count()


def test_a_matter_says_what_the_search_of_its_enquiry_found(matter: Matter, lucie: User) -> None:
    assert (matter.searched, matter.searched_by) == ("Nobody.", lucie.name)
