"""Every address of the site by its name, with what stands in it for each of Alice's files."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import Manager, QuerySet
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from impplus.records.models import Application, Batch
from tests.doors.world import World

LANGUAGES = ("en", "fr")
OF_A_LIST = (
    "desk:batch",
    "desk:retry-batch",
    "desk:drop-batch",
    "desk:confirm-import",
    "desk:rows-left-out",
    "desk:all-rows",
)

OF_A_MATTER = (
    "firm:client",
    "firm:change-client",
    "firm:record-letter",
    "firm:note-client",
    "firm:add-deadline",
    "firm:close-client",
    "firm:wall-client",
    "firm:plan-tasks",
    "firm:ask-client",
    "firm:begin-client-agreement",
    "firm:note-signature",
    "firm:close-matter",
    "firm:transfer-file",
)

OF_AN_AGREEMENT = (
    "firm:service-agreement",
    "firm:agreement-terms",
    "firm:settle-agreement",
    "firm:propose-price",
    "firm:account",
    "firm:note-advance",
    "firm:end-agreement",
    "firm:closing",
    "firm:archive",
    "firm:hand-over-file",
    "firm:hold-file",
    "firm:settle-closing",
)

OF_A_PERMIT = (
    "desk:permit",
    "desk:cancel-permit",
    "desk:suspend-permit",
    "desk:replace-permit",
    "desk:resume-permit",
)


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
        return _alone(world, name)
    inner = _within(world, file).get(name)
    return {"number": file.number} | (inner() if inner else {})


def _alone(world: World, name: str) -> dict[str, Any]:
    """What stands in an address that is not about a file."""
    if name in OF_A_LIST:
        return {"pk": Batch.objects.filter(kind="import").earliest("pk").pk}
    letter = {"number": world.invitation.number}
    held = {"year": world.invitation.round.year, "number": world.invitation.round.number}
    introduction = {"number": world.permit.introduction.number}
    slug = {"slug": world.firm.slug}
    return {
        "api:ask": {"number": world.file.number},
        "api:verify": {"code": world.permit.code},
        "log-file": {"path": "tile/0/999"},
        "signed-list": {"which": "none"},
        "portal:join": {"link": "1-no-such-link"},
        "account_confirm_email": {"key": "no-such-key"},
        "account_recovery_stop": {"token": "no-such-token"},
        "account_recovery_use": {"token": "no-such-token"},
        "account_factor_undo": {"token": "no-such-token"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "no-such-key"},
        "mfa_edit_webauthn": {"pk": 1},
        "mfa_remove_webauthn": {"pk": 1},
        "public:verify-code": {"code": world.permit.code},
        "public:enquiry": slug,
        "public:enquiry-sent": slug,
        "public:firm-answers": slug,
        "public:firm-colour": slug,
        "public:firm-steps": slug,
        "public:firm-self-check": slug,
        "public:firm-fees": slug,
        "public:firm-logo": slug,
        "public:enquiry-from-site": slug,
        "public:section": {"key": "fees"},
        "public:outbox-message": {"message_id": world.mail},
        "public:preview-letter": {"kind": "acknowledgement"},
        "public:preview-pdf": {"kind": "acknowledgement", "language": "fr"},
        "public:preview-email": {"kind": "email_confirmation"},
        "public:client-link": {"link": "1-no-such-link"},
        "firm:ask-again": {"pk": world.matter.pk, "wanted": 1},
        "firm:client-file": {"pk": world.matter.pk, "file": 1},
        "firm:settle-wanted": {"pk": world.matter.pk, "wanted": 1},
        "firm:settle-task": {"pk": world.matter.pk, "task": 1},
        "firm:reports-csv": {"year": 2026},
        "firm:save-export": {"key": "clio-matters"},
        "firm:export-columns": {"key": "clio-matters"},
        "firm:change-answer": {"pk": 1},
        "firm:settle-answer": {"pk": 1},
        "firm:remove-view": {"pk": 1},
        "firm:remove-webhook": {"pk": 1},
        "firm:resume-webhook": {"pk": 1},
        "firm:revoke-key": {"pk": 1},
        "firm:feed": {"secret": "no-such-secret"},
        "firm:enquiry": {"pk": world.enquiry.pk},
        "firm:withdraw-offer": {"pk": 1},
        "firm:change-role": {"pk": world.lucie.pk},
        "firm:remove-colleague": {"pk": world.lucie.pk},
        "firm:membership": {"pk": world.lucie.pk},
        "firm:assignments": {"number": world.file.number},
        "firm:end-assignment": {"pk": 1},
        "public:join-firm": {"link": "1.no-such-link"},
        "firm:decline-enquiry": {"pk": world.enquiry.pk},
        "firm:resume-enquiry": {"pk": world.enquiry.pk},
        "desk:order": {"key": "no-such-order"},
        "desk:settle-order": {"key": "no-such-order", "pk": 1},
        "desk:order-files": {"key": "no-such-order", "pk": 1},
        "firm:offer": {"pk": world.enquiry.pk},
        "firm:reopen": {"pk": 1},
        "firm:end-absence": {"pk": 1},
        "firm:retry-mail": {"pk": 1},
        "firm:change-booking": {"pk": 1},
        "firm:agreement": {"pk": 1, "language": "fr"},
        "public:booking": {"link": "1-0"},
        "public:service-agreement": {"link": "1-0"},
        "public:signed-agreement": {"link": "1-0", "language": "fr"},
        "firm:begin-agreement": {"pk": world.enquiry.pk},
        **{key: {"pk": 1} for key in OF_AN_AGREEMENT},
        "firm:correct-advance": {"pk": 1, "advance": 1},
        "firm:agreement-paper": {"pk": 1, "which": "fr"},
        "firm:conflicts": {"pk": world.enquiry.pk},
        "firm:consent": {"pk": world.conflict.pk},
        "firm:drop-supply": {"pk": 1},
        "firm:save-map": {"form": "imm-5476", "version": "2025-11"},
        **{key: {"pk": world.matter.pk} for key in OF_A_MATTER},
        "firm:settle-deadline": {"pk": world.matter.pk, "deadline": world.deadline.pk},
        "desk:retry-letter": {"pk": world.letter.pk},
        "desk:retry-message": {"pk": 1},
        "desk:end-absence": {"pk": 1},
        "desk:remove-view": {"pk": 1},
        "desk:plan": {"year": world.invitation.round.year},
        "desk:propose": {"year": world.invitation.round.year},
        "desk:settle": {"year": world.invitation.round.year, "pk": 1},
        **dict.fromkeys(("desk:arrival", "desk:refuse-entry", "desk:undo-arrival"), introduction),
        "desk:arrival-permit": introduction | {"language": "fr"},
        **dict.fromkeys(
            ("desk:round", "desk:draw", "desk:release-round", "desk:drop-round", "desk:round-list"),
            held,
        ),
        "desk:withdraw": {"pk": world.invitation.candidate_id},
        "desk:put-back": {"pk": world.invitation.candidate_id},
        "desk:invitation": letter,
        "desk:revoke": letter,
        "desk:reissue": letter,
        "desk:invitation-pdf": letter | {"language": "fr"},
    }.get(name, {})


def _first(rows: Manager[Any] | QuerySet[Any]) -> int | None:
    return rows.values_list("pk", flat=True).first()


def _within(world: World, file: Application) -> dict[str, Callable[[], dict[str, Any]]]:
    """What stands in an address beside the number of the file, looked up for the one that is asked."""

    def principal() -> int:
        return file.people.get(relation="principal").pk

    def member() -> int | None:
        return _first(file.people.exclude(relation="principal"))

    def spouse() -> int | None:
        return _first(file.people.filter(relation="spouse"))

    def letter() -> int | None:
        return _first(file.letters.order_by("pk"))

    def document() -> int | None:
        return _first(file.documents.order_by("pk"))

    def report() -> int | None:
        return _first(file.reports)

    return {
        "portal:own-part": lambda: {"person": spouse()},
        "portal:paper": lambda: {"person": spouse()},
        "portal:declaration": lambda: {"person": spouse(), "language": "fr"},
        "portal:step": lambda: {"key": "csq-dates"},
        "portal:remove-member": lambda: {"person": member()},
        "portal:member-step": lambda: {"person": member(), "key": "member"},
        "portal:contradiction": lambda: {"mark": "0123456789abcdef"},
        "portal:imm-5707": lambda: {"person": principal()},
        "portal:imm-5707-pdf": lambda: {"person": principal(), "language": "fr"},
        "portal:upload": lambda: {"person": principal(), "key": "passport"},
        "portal:begin-upload": lambda: {"person": principal(), "key": "passport"},
        "portal:earlier-document": lambda: {"person": principal(), "key": "passport"},
        "portal:upload-part": lambda: {"mark": "f" * 32},
        "portal:remove-upload": lambda: {"mark": "f" * 32},
        "portal:download": lambda: {"pk": document()},
        "portal:preview": lambda: {"pk": document()},
        "portal:thumbnail": lambda: {"pk": document(), "sheet": 1},
        "portal:arrange": lambda: {"pk": document()},
        "portal:remove-document": lambda: {"pk": document()},
        "firm:besides": lambda: {"person": "principal"},
        "firm:settle-letter": lambda: {"pk": 1},
        "desk:imm-5707-pdf": lambda: {"person": principal(), "language": "fr"},
        "desk:document": lambda: {"pk": document()},
        "desk:tick": lambda: {"pk": document()},
        "desk:tick-all": lambda: {"person": principal()},
        "desk:sheet": lambda: {"pk": document(), "sheet": 1},
        "desk:prove": lambda: {"person": principal(), "key": "passport"},
        "desk:close-mistaken": lambda: {"pk": _first(file.kinships) or 1},
        "portal:question": lambda: {"pk": world.question.pk},
        "portal:begin-answer-upload": lambda: {"pk": world.question.pk},
        "portal:more-time": lambda: {"pk": world.question.pk},
        "desk:more-time": lambda: {"pk": world.question.pk},
        "desk:withdraw-question": lambda: {"pk": world.question.pk},
        "portal:ask-translation": lambda: {"of": "question", "pk": world.question.pk},
        "desk:type-in": lambda: {"person": principal(), "key": "person"},
        "desk:untype-person": lambda: {"person": principal()},
        "desk:translate": lambda: {"of": "question", "pk": world.question.pk},
        "portal:change": lambda: {"person": principal(), "part": "contact"},
        "portal:change-receipt": lambda: {"pk": report()},
        "portal:declared-change": lambda: {"pk": report()},
        "portal:take-back": lambda: {"pk": report()},
        "portal:sent-receipt": lambda: {"kind": "message", "pk": _first(file.correspondence) or 0},
        "portal:sent-receipt-text": lambda: {
            "kind": "message",
            "pk": _first(file.correspondence) or 0,
        },
        "desk:countersignature": lambda: {"pk": 1},
        "desk:reconsideration": lambda: {"pk": 1},
        "desk:repay": lambda: {"pk": 1},
        "desk:read-handover": lambda: {"pk": 1},
        "desk:note-change": lambda: {"pk": report()},
        "portal:letter": lambda: {"pk": letter()},
        "portal:letter-mdoc": lambda: {"pk": letter()},
        "desk:letter": lambda: {"pk": letter()},
        **dict.fromkeys(OF_A_PERMIT, lambda: {"pk": world.permit.pk}),
        "desk:cancel-introduction": lambda: {"pk": world.permit.introduction.pk},
        "portal:letter-pdf": lambda: {"pk": letter(), "language": "fr"},
        "desk:letter-pdf": lambda: {"pk": letter(), "language": "fr"},
        "portal:end-mandate": lambda: {"pk": _first(file.mandates)},
        "desk:record-biometrics": lambda: {"person": principal()},
        "desk:exemption": lambda: {"person": principal()},
    }
