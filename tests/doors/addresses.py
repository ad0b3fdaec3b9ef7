"""Every address of the site by its name, with what stands in it for each of Alice's files."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from impplus.records.models import Application, Batch
from tests.doors.world import World

LANGUAGES = ("en", "fr")


def names(
    entries: Sequence[URLPattern | URLResolver] | None = None, space: str = ""
) -> Iterator[str]:
    """The name of every address, libraries' own included; of one without a name, its pattern."""
    for entry in get_resolver().url_patterns if entries is None else entries:
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else space
            yield from names(entry.url_patterns, inner)
        else:
            yield f"{space}{entry.name}" if entry.name else str(entry.pattern)


def address(world: World, row: str, language: str = "en") -> str:
    """Where a row of the table leads: a name, and the file that it is about if it is about one."""
    name, _, file = row.partition(" ")
    if name == "^.*$":
        return "/api/v1/nothing"
    about: Application | None = getattr(world, file) if file else None
    with override(language):
        return reverse(name, kwargs=_parts(world, name, about))


def _parts(world: World, name: str, file: Application | None) -> dict[str, Any]:
    if file is None:
        return _alone(world).get(name, {})
    return {"number": file.number} | _within(world, name, file)


def _alone(world: World) -> dict[str, dict[str, Any]]:
    """What stands in an address that is not about a file."""
    letter = {"number": world.invitation.number}
    slug = {"slug": world.firm.slug}
    batch = {"pk": Batch.objects.filter(kind="import").earliest("pk").pk}
    return {
        "api:verify": {"code": world.permit.code},
        "log-file": {"path": "tile/0/999"},
        "portal:join": {"link": "1-no-such-link"},
        "account_confirm_email": {"key": "no-such-key"},
        "account_recovery_stop": {"token": "no-such-token"},
        "account_recovery_use": {"token": "no-such-token"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "no-such-key"},
        "mfa_edit_webauthn": {"pk": 1},
        "mfa_remove_webauthn": {"pk": 1},
        "public:verify-code": {"code": world.permit.code},
        "public:consultation": slug,
        "public:consultation-sent": slug,
        "public:section": {"key": "fees"},
        "public:outbox-message": {"message_id": world.mail},
        "public:preview-letter": {"kind": "acknowledgement"},
        "public:preview-pdf": {"kind": "acknowledgement", "language": "fr"},
        "public:preview-email": {"kind": "email_confirmation"},
        "firm:consultation": {"pk": world.consultation.pk},
        "desk:retry-letter": {"pk": world.letter.pk},
        "desk:retry-message": {"pk": 1},
        "desk:batch": batch,
        "desk:retry-batch": batch,
        "desk:drop-batch": batch,
        "desk:rows-left-out": batch,
        "desk:plan": {"year": world.invitation.round.year},
        "desk:propose": {"year": world.invitation.round.year},
        "desk:settle": {"year": world.invitation.round.year, "pk": 1},
        "desk:round": {
            "year": world.invitation.round.year,
            "number": world.invitation.round.number,
        },
        "desk:invitation": letter,
        "desk:revoke": letter,
        "desk:invitation-pdf": letter | {"language": "fr"},
    }


def _within(world: World, name: str, file: Application) -> dict[str, Any]:
    """What stands in an address beside the number of the file."""
    principal = file.people.get(relation="principal").pk
    member = file.people.exclude(relation="principal").values_list("pk", flat=True).first()
    spouse = file.people.filter(relation="spouse").values_list("pk", flat=True).first()
    letter = file.letters.order_by("pk").values_list("pk", flat=True).first()
    document = file.documents.order_by("pk").values_list("pk", flat=True).first()
    report = file.reports.values_list("pk", flat=True).first()
    return {
        "portal:own-part": {"person": spouse},
        "portal:paper": {"person": spouse},
        "portal:declaration": {"person": spouse, "language": "fr"},
        "portal:step": {"key": "csq-dates"},
        "portal:remove-member": {"person": member},
        "portal:member-step": {"person": member, "key": "member"},
        "portal:contradiction": {"mark": "0123456789abcdef"},
        "portal:imm-5707": {"person": principal},
        "portal:imm-5707-pdf": {"person": principal, "language": "fr"},
        "portal:upload": {"person": principal, "key": "passport"},
        "portal:begin-upload": {"person": principal, "key": "passport"},
        "portal:upload-part": {"mark": "f" * 32},
        "portal:remove-upload": {"mark": "f" * 32},
        "portal:download": {"pk": document},
        "portal:preview": {"pk": document},
        "portal:thumbnail": {"pk": document, "sheet": 1},
        "portal:arrange": {"pk": document},
        "portal:remove-document": {"pk": document},
        "desk:imm-5707-pdf": {"person": principal, "language": "fr"},
        "desk:document": {"pk": document},
        "portal:question": {"pk": world.question.pk},
        "portal:begin-answer-upload": {"pk": world.question.pk},
        "portal:more-time": {"pk": world.question.pk},
        "desk:more-time": {"pk": world.question.pk},
        "desk:withdraw-question": {"pk": world.question.pk},
        "portal:change": {"person": principal, "part": "contact"},
        "portal:change-receipt": {"pk": report},
        "desk:note-change": {"pk": report},
        "portal:letter": {"pk": letter},
        "desk:letter": {"pk": letter},
        "portal:letter-pdf": {"pk": letter, "language": "fr"},
        "desk:letter-pdf": {"pk": letter, "language": "fr"},
        "portal:end-mandate": {"pk": file.mandates.values_list("pk", flat=True).first()},
        "desk:record-biometrics": {"person": principal},
    }.get(name, {})
