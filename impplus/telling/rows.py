"""How each kind of row of the law is told to people: its title, what it says, and what it rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from impplus.rules.eligibility import Condition
from impplus.rules.fees import BIOMETRICS
from impplus.rules.law import (
    BiometricsRule,
    Cap,
    DocumentRule,
    Fee,
    Ground,
    MedicalRule,
    Office,
    PermitCondition,
    PermitRule,
    RefundRule,
    Requirement,
)
from impplus.rules.orders import Order
from impplus.rules.programme import Programme
from impplus.rules.settings import Setting
from impplus.words import citations, countries, formats, labels, people
from impplus.words.orders import received_between
from impplus.words.text import LANGUAGES, Source, Text


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a rule says under a label, and what one can do about it or what it rests on."""

    label: Text
    words: Text
    remedy: Text | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """One row of the law in words; `source` is what it rests on, `note` says what is not settled."""

    title: Text
    statements: tuple[Statement, ...]
    source: Source | None = None
    note: Text | None = None

    def parts(self) -> Iterator[tuple[Text, Text]]:
        """Everything that is said, each with its label."""
        yield labels.TITLE, self.title
        for statement in self.statements:
            yield statement.label, statement.words
            if statement.remedy:
                yield labels.REMEDY, statement.remedy
            if statement.source:
                yield labels.SOURCE, cited(statement.source)
        if self.note:
            yield labels.NOTE, self.note
        if self.source:
            yield labels.SOURCE, cited(self.source)


@dataclass(frozen=True, slots=True)
class CapRow:
    """The cap that holds from the first day of a year, as a dated row."""

    key: str
    since: date
    until: date | None
    cap: Cap


def cap_row(cap: Cap) -> CapRow:
    """A cap as a dated row."""
    return CapRow("cap", date(cap.year, 1, 1), None, cap)


def cited(source: Source) -> Text:
    """A source as words: how it is cited, and what it is."""
    return Text(
        **{
            lang: f"{citations.cited(source.cite).say(lang)} – {source.title.say(lang)}"
            for lang in LANGUAGES
        }
    )


def listed(texts: Iterable[Text]) -> Text:
    """Several texts as one, a semicolon between them; “nothing” where there are none."""
    return formats.joined(tuple(texts) or (labels.NOTHING,))


def money(amount: Decimal) -> Text:
    """An amount of Canadian dollars in words."""
    return Text(**{lang: formats.money(amount, lang) for lang in LANGUAGES})


def count(number: int) -> Text:
    """A number in words."""
    return Text(**{lang: formats.count(number, lang) for lang in LANGUAGES})


class Describer:
    """Describes the rows of one programme, in the programme's own words for its questions and answers."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.choices: Mapping[str, Text] = {
            one.key: one.text
            for step in programme.form
            for field in step.fields
            for one in field.choices
        }
        self.fees = {fee.key: fee.text for fee in programme.fees}
        self.kinds = {kind.key: kind.name for kind in programme.permit.kinds}
        self.conditions = {
            **{one.key: one.title for one in programme.conditions},
            **{one.key: one.title for one in programme.requirements},
            **labels.APPROVALS,
        }

    def word(self, value: object) -> Text:
        """A value of the programme in words: a country, an answer of the form, a condition, or as it is."""
        if isinstance(value, bool):
            return labels.YES if value else labels.NO
        key = str(value)
        known = people.PEOPLE.get(key) or self.choices.get(key) or countries.NAMES.get(key)
        known = known or self.conditions.get(key)
        return known or Text(en=key, fr=key)

    def words(self, values: Iterable[object]) -> Text:
        """Several values in words."""
        return listed(map(self.word, values))

    def condition[Judging](self, row: Condition[Judging], day: date) -> Description:
        """What a condition says when it is met, not met and not known, and what one can do.

        The numbers in its texts are those of the day.
        """
        row, statements = row.filled(day), []
        if row.rule.relations:
            statements.append(Statement(labels.CONCERNS, self.words(row.rule.relations)))
            statements.append(
                Statement(labels.EFFECT, labels.BARS if row.rule.bars else labels.ADVISES)
            )
        for name, words in row.texts.items():
            usual = next((one for one in labels.VERDICTS if name.startswith(one)), None)
            if usual:
                remedy = row.texts.get(f"remedy_{name}") or row.texts.get(f"remedy_{usual}")
                statements.append(Statement(labels.VERDICTS[usual], words, remedy))
        return Description(row.title, tuple(statements), row.source)

    def requirement(self, row: Requirement) -> Description:
        """What a requirement says, as a condition does."""
        statements = (
            Statement(labels.MET, row.met),
            Statement(labels.NOT_MET, row.not_met, row.remedy),
            Statement(labels.NOT_KNOWN, row.not_known, row.remedy),
        )
        return Description(row.title, statements, row.source)

    def fee(self, row: Fee) -> Description:
        """An amount, for whom, and the most for a family."""
        who = (
            labels.PAYS_BIOMETRICS if row.key == BIOMETRICS else self.programme.questions[row.when]
        )
        statements = [Statement(labels.AMOUNT, money(row.amount)), Statement(labels.WHO, who)]
        if row.family_maximum is not None:
            statements.append(Statement(labels.MAXIMUM, money(row.family_maximum)))
        if row.next is not None:
            statements.append(Statement(labels.NEXT, row.next))
        return Description(row.text, tuple(statements), row.source)

    def refund(self, row: RefundRule) -> Description:
        """What goes back on an outcome, and whether the cap still counts the application."""
        statements = (
            Statement(labels.HAPPENS, row.text),
            Statement(labels.BACK, listed(self.goes_back(row, key) for key in row.fees)),
            Statement(labels.COUNTS, self.word(row.counts)),
        )
        return Description(row.title, statements, row.source)

    def goes_back(self, row: RefundRule, key: str) -> Text:
        """A fee that goes back: in part, or for biometrics only where they were not given."""
        text = self.fees[key]
        if not row.part and key != BIOMETRICS:
            return text
        how = labels.PART if row.part else labels.BACK_UNLESS_GIVEN
        return Text(**{lang: f"{text.say(lang)}, {how.say(lang)}" for lang in LANGUAGES})

    def document(self, row: DocumentRule, day: date) -> Description:
        """A document, for whom, when it is asked, and why, with the numbers of the day."""
        row = row.filled(self.programme.settings.numbers(day))
        statements = [Statement(labels.WHO, self.words(row.who))]
        if row.when != "always":
            statements.append(Statement(labels.ASKED_OF, self.programme.questions[row.when]))
        statements.append(Statement(labels.WHY, row.why))
        if row.form:
            statements.append(Statement(labels.FORM, labels.WHERE_TO_GET, source=row.form))
        if row.instead:
            statements.append(Statement(labels.HELD, self.words(row.held_for)))
            statements.append(Statement(labels.INSTEAD, row.instead))
        return Description(row.text, tuple(statements), row.source)

    def biometrics(self, row: BiometricsRule) -> Description:
        """Ages, exemptions and years, and every reason that may be given."""
        ages = Text(
            en=f"{row.from_age} to {row.to_age}", fr=f"de {row.from_age} à {row.to_age} ans"
        )
        statements = (
            Statement(labels.AGES, ages),
            Statement(labels.EXEMPT, self.words(row.exempt_nationals)),
            Statement(labels.SERVE, count(row.years)),
            *(
                Statement(labels.REASON, text, source=source)
                for text, source in map(row.why, row.whys)
            ),
        )
        return Description(labels.BIOMETRICS_TITLE, statements)

    def medical(self, row: MedicalRule) -> Description:
        """Every reason that may be given for or against a medical exam."""
        reasons = map(row.why, row.whys)
        statements = (Statement(labels.REASON, text, source=source) for text, source in reasons)
        return Description(labels.MEDICAL_TITLE, tuple(statements))

    def kind(self, row: PermitRule) -> Description:
        """Who gets a kind of permit, for how long at most, and where alone it is good."""
        years = Text(en=f"{row.years} years", fr=f"{row.years} ans")
        statements = [
            Statement(labels.GIVEN_TO, listed(labels.ASKED_BY[one] for one in row.asked_by)),
            Statement(labels.YEARS, years),
        ]
        if row.province:
            statements.append(Statement(labels.PROVINCE, self.word(row.province)))
            statements.append(
                Statement(labels.PROVINCE_WHO, self.programme.questions[row.province_when])
            )
        if row.employer:
            statements.append(Statement(labels.EMPLOYER, row.employer))
        return Description(row.name, tuple(statements), row.source)

    def printed(self, row: PermitCondition) -> Description:
        """A sentence printed on permits, on which kinds and of whom."""
        statements = [Statement(labels.PRINTED_ON, listed(self.kinds[key] for key in row.kinds))]
        if row.when != "always":
            statements.append(Statement(labels.WHO, self.programme.questions[row.when]))
        return Description(row.text, tuple(statements), row.source)

    def ground(self, row: Ground) -> Description:
        """On which kinds of permit, and what may be done on it."""
        statements = (
            Statement(labels.PRINTED_ON, listed(self.kinds[key] for key in row.kinds)),
            Statement(labels.ALLOWS, listed(labels.ENDINGS[verb] for verb in row.verbs)),
        )
        return Description(row.text, statements, row.source)

    def office(self, row: Office) -> Description:
        """Where an office is, and whether it decides."""
        statements = (
            Statement(labels.PLACE, labels.PLACES[row.in_canada]),
            Statement(labels.DECIDES, self.word(row.decides)),
        )
        return Description(row.name, statements, row.source, row.note)

    def order(self, row: Order) -> Description:
        """What an order does to applications, and what it says of their fees."""
        repaid = labels.NOT_SAID if row.fees_repaid is None else self.word(row.fees_repaid)
        statements = [Statement(labels.EFFECT, labels.EFFECTS[row.effect])]
        if touched := received_between(row.received_from, row.received_until):
            statements.append(Statement(labels.RECEIVED, touched))
        statements.append(Statement(labels.REPAID, repaid))
        return Description(row.text, tuple(statements), row.source)

    def cap(self, row: CapRow) -> Description:
        """How many applications a year takes, and the other figure that is told beside it."""
        cap = row.cap
        statements = [Statement(labels.TAKEN, count(cap.size))]
        if cap.target:
            statements.append(Statement(labels.TARGET, count(cap.target), source=cap.target_source))
        return Description(labels.CAP_TITLE, tuple(statements), cap.source, cap.note)

    def setting(self, row: Setting) -> Description:
        """A number or choice; its note where no official text settles it."""
        values = row.value if isinstance(row.value, list) else [row.value]
        return Description(
            row.title, (Statement(labels.VALUE, self.words(values)),), row.source, row.note
        )
