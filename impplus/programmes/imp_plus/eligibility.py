"""The conditions of IMP+, each one function; their texts stand in eligibility.toml under its key.

A function says met, not met, or None where a fact that it needs is not known. It never says None
where the facts that are known suffice for a no.
"""

from datetime import date, timedelta

from impplus.rules.case import Case, InCanada
from impplus.rules.dated import anniversary
from impplus.rules.eligibility import Judge, Rule, Ruling, rule, ruled
from impplus.rules.settings import Settings

BEGAN = date(2022, 5, 24)
# The instructions of these days changed who may apply from inside Canada, and after filing for PR.
INSIDE_CHANGED = date(2022, 7, 27)
AFTER_FILING_SETTLED = date(2022, 12, 7)


# In force on any day that may be asked about, so that a day before the start is answered "no".
@rule(key="in-force", since=date.min, cite="announcement")
def takes_applications(case: Case, on: date, settings: Settings) -> Ruling:
    if on < BEGAN:
        return ruled(False, on=on)
    met = settings.yes("takes-applications", on)
    return ruled(met, "" if met else "not_met_closed", on=on)


@rule(key="outside-quebec", since=BEGAN, cite="instructions")
def lives_outside_quebec(case: Case, on: date, settings: Settings) -> Ruling:
    home = case.principal.lives_in
    if home is None:
        return ruled(None, lives_in=None)
    if home.country != "CAN":
        return ruled(True, lives_in=home.country)
    met = None if home.province is None else home.province != "QC"
    return ruled(met, lives_in=home.country, province=home.province)


@rule(key="intends-quebec", since=BEGAN, cite="instructions")
def intends_to_live_in_quebec(case: Case, on: date, settings: Settings) -> Ruling:
    return ruled(case.principal.intends_quebec, intends_quebec=case.principal.intends_quebec)


@rule(key="csq-programme", since=BEGAN, cite="announcement")
def was_selected_as_a_skilled_worker(case: Case, on: date, settings: Settings) -> Ruling:
    programme = case.principal.csq.programme if case.principal.csq else None
    named = settings.words("csq-programmes", on)
    return ruled(None if programme is None else programme in named, programme=programme)


@rule(key="csq-valid", since=BEGAN, cite="quebec")
def certificate_is_valid(case: Case, on: date, settings: Settings) -> Ruling:
    """Two branches: on the day of receipt, or on the day that permanent residence was filed."""
    csq, residence = case.principal.csq, case.principal.permanent_residence
    issued, expires = (csq.issued, csq.expires) if csq else (None, None)
    if residence is None:
        impossible = issued is not None and issued > on
        return ruled(False if impossible else None, issued=issued, expires=expires, applied=None)
    if residence.applied is False:
        met = _within(issued, expires, on)
        return ruled(met, issued=issued, expires=expires, applied=False, on=on)
    met = _within(issued, expires, residence.applied)
    wording = {True: "met_when_filed", False: "not_met_when_filed", None: ""}[met]
    return ruled(met, wording, issued=issued, expires=expires, applied=residence.applied)


def _within(issued: date | None, expires: date | None, day: date) -> bool | None:
    """Whether a day lies in a certificate's life; a day of issue that is not known bars nothing."""
    if (issued and day < issued) or (expires and expires < day):
        return False
    return None if expires is None else True


@rule(key="pr-not-decided", since=BEGAN, cite="quebec")
def permanent_residence_is_not_decided(case: Case, on: date, settings: Settings) -> Ruling:
    residence = case.principal.permanent_residence
    if residence is None:
        return ruled(None, applied=None, decision=None)
    if residence.applied is False:
        return ruled(True, "met_not_filed", applied=False)
    met = None if residence.decision is None else residence.decision == "pending"
    return ruled(met, applied=residence.applied, decision=residence.decision)


def _filed_in_time(case: Case, on: date, settings: Settings) -> Ruling:
    residence, csq = case.principal.permanent_residence, case.principal.csq
    expires = csq.expires if csq else None
    if residence is None:
        return ruled(None, applied=None, expires=expires)
    if residence.applied is False:
        return ruled(True, "met_not_filed", applied=False)
    met = None if expires is None else residence.applied <= expires
    return ruled(met, applied=residence.applied, expires=expires)


filed_in_time_at_first = rule(
    key="pr-filed-in-time", since=BEGAN, until=AFTER_FILING_SETTLED - timedelta(1), cite="quebec"
)(_filed_in_time)
filed_in_time = rule(key="pr-filed-in-time", since=AFTER_FILING_SETTLED, cite="instructions")(
    _filed_in_time
)


@rule(key="invitation", since=BEGAN, cite="announcement")
def holds_a_letter_of_invitation(case: Case, on: date, settings: Settings) -> Ruling:
    letter = case.principal.invitation
    if letter is None:
        return ruled(None, state=None)
    facts = {"state": letter.state, "issued": letter.issued, "expires": letter.expires}
    if letter.state not in ("issued", None):
        return ruled(False, f"not_met_{letter.state}", **facts)
    if letter.expires and letter.expires < on:
        return ruled(False, "not_met_expired", **facts)
    if letter.issued and on < letter.issued:
        return ruled(False, "not_met_none", **facts)
    return ruled(None if letter.state is None else True, **facts)


@rule(
    key="may-apply-from-canada",
    since=BEGAN,
    until=INSIDE_CHANGED - timedelta(1),
    cite="instructions",
    texts="may-apply-from-canada-at-first",
)
def may_apply_from_canada_at_first(case: Case, on: date, settings: Settings) -> Ruling:
    return _from_canada(case, on, settings, entitled=("worker",), open_=OTHERS_WITH_A_PERMIT)


@rule(key="may-apply-from-canada", since=INSIDE_CHANGED, cite="irpr-199")
def may_apply_from_canada(case: Case, on: date, settings: Settings) -> Ruling:
    return _from_canada(case, on, settings, entitled=("worker", *OTHERS_WITH_A_PERMIT))


OTHERS_WITH_A_PERMIT = ("student", "permit-holder-family", "temporary-resident-permit")


def _from_canada(
    case: Case,
    on: date,
    settings: Settings,
    *,
    entitled: tuple[str, ...],
    open_: tuple[str, ...] = (),
) -> Ruling:
    """Whoever is in Canada holds a status that lets them apply there, or restores one in time."""
    home, stay = case.principal.lives_in, case.principal.in_canada
    if stay is None:
        if home is None or home.country == "CAN":
            return ruled(None, lives_in=home.country if home else None, status=None)
        return ruled(True, "met_abroad", lives_in=home.country)
    facts = {"status": stay.status, "until": stay.until, "lost_on": stay.lost_on}
    days = settings.number("restoration-days", on)
    lost_on = stay.lost_on or (stay.until if stay.until and stay.until < on else None)
    if lost_on is not None and (on - lost_on).days > days:
        return ruled(False, "not_met_too_late", **facts)
    if stay.lost_on is not None:
        return ruled(True, "met_restoring", **facts)
    if stay.status == "visitor":
        return ruled(False, **facts)
    if lost_on is not None or stay.status == "none":
        return ruled(None, "not_known_whether_restoring", **facts)
    return ruled(_entitles(stay, on, settings, entitled, open_), **facts)


def _entitles(
    stay: InCanada, on: date, settings: Settings, entitled: tuple[str, ...], open_: tuple[str, ...]
) -> bool | None:
    """Whether an unexpired status lets its holder apply; None where its length is not known."""
    if stay.until is None or stay.status in open_:
        return None
    if stay.status == "temporary-resident-permit":
        return None if stay.until < _months_later(on, settings) else True
    return stay.status in entitled


def _months_later(on: date, settings: Settings) -> date:
    """The day from which a temporary resident permit surely lasts the months that are asked."""
    months = on.month - 1 + settings.number("temporary-resident-permit-months", on)
    first = anniversary(on.replace(day=1, month=months % 12 + 1), months // 12)
    return first + timedelta(days=on.day - 1)


@rule(key="passport", since=BEGAN, cite="irpr-52")
def passport_is_valid(case: Case, on: date, settings: Settings) -> Ruling:
    principal, day = case.principal, max(on, case.decided_on or on)
    if principal.nationality in settings.words("no-passport-nationals", on):
        return ruled(True, "met_exempt", nationality=principal.nationality)
    expires = principal.passport_expires
    met = None if expires is None else expires >= day
    # Someone who may be exempt is not refused for a passport before the nationality is known.
    if met is False and principal.nationality is None:
        met = None
    return ruled(met, passport_expires=expires, nationality=principal.nationality, on=day)


CONDITIONS: tuple[Rule[Judge], ...] = (
    takes_applications,
    holds_a_letter_of_invitation,
    lives_outside_quebec,
    intends_to_live_in_quebec,
    was_selected_as_a_skilled_worker,
    certificate_is_valid,
    permanent_residence_is_not_decided,
    filed_in_time_at_first,
    filed_in_time,
    may_apply_from_canada_at_first,
    may_apply_from_canada,
    passport_is_valid,
)
