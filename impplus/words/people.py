"""What people are called: in a sentence, as a label, and by the names that a case gives them."""

from impplus.words.text import Text

# Inside a sentence.
PEOPLE = {
    "principal": Text(en="principal applicant", fr="demanderesse principale ou demandeur principal"),
    "partner": Text(en="spouse or common-law partner", fr="épouse, époux, conjointe ou conjoint de fait"),
    "spouse": Text(en="spouse", fr="épouse ou époux"),
    "common-law": Text(en="common-law partner", fr="conjointe ou conjoint de fait"),
    "child": Text(en="dependent child", fr="enfant à charge"),
    "family": Text(en="whole family", fr="toute la famille"),
}  # fmt: skip
# As a label; a member whose relation was not given yet has none.
RELATIONS = {key: text.capital for key, text in PEOPLE.items()} | {
    "": Text(en="Relationship not given yet", fr="Lien non précisé")
}
# As the principal applicant reads it, by the sex that the passport shows.
YOURS = {
    ("spouse", "F"): Text(en="Your wife", fr="Votre épouse"),
    ("spouse", "M"): Text(en="Your husband", fr="Votre époux"),
    ("spouse", ""): Text(en="Your spouse", fr="Votre épouse ou époux"),
    ("common-law", "F"): Text(en="Your common-law partner", fr="Votre conjointe de fait"),
    ("common-law", "M"): Text(en="Your common-law partner", fr="Votre conjoint de fait"),
    ("common-law", ""): Text(
        en="Your common-law partner", fr="Votre conjointe ou conjoint de fait"
    ),
    ("child", "F"): Text(en="Your daughter", fr="Votre fille"),
    ("child", "M"): Text(en="Your son", fr="Votre fils"),
    ("child", ""): Text(en="Your child", fr="Votre enfant"),
}
UNNAMED = Text(en="Family member without a name yet", fr="Membre de la famille encore sans nom")
YOU = Text(en="you", fr="vous")
# Where no name is known, inside a sentence.
THIS_PERSON = Text(en="this person", fr="cette personne")
THE_APPLICANT = Text(en="the applicant", fr="la personne qui présente la demande")
THE_PARTNER = Text(
    en="the spouse or common-law partner",
    fr="l’épouse, l’époux, la conjointe ou le conjoint de fait",
)
NOBODY = Text(en="nobody: the file is closed", fr="personne\u00a0: le dossier est fermé")


# With which a finding begins, in each language.
_SUBJECTS = {"en": ("The person ", "This person "), "fr": ("La personne ", "Cette personne ")}


def said_of(text: Text, name: str) -> Text:
    """What was found about somebody, who is named in place of “the person” with which it begins."""
    return Text(*(_named(text.say(one), _SUBJECTS[one], name) for one in ("en", "fr")))


def _named(said: str, subjects: tuple[str, ...], name: str) -> str:
    found = next((one for one in subjects if name and said.startswith(one)), None)
    return f"{name} {said.removeprefix(found)}" if found else said


def yours(relation: str, sex: str, age: int | None = None) -> Text:
    """What a member of the family is to the principal applicant, who reads it; of a child also the age, where it is known."""
    said = YOURS.get((relation, sex)) or YOURS.get((relation, "")) or RELATIONS[relation]
    if age is None or age < 0:
        return said
    years = "an" if age < 2 else "ans"
    return Text(en=f"{said.en}, {age}", fr=f"{said.fr}, {age}\u00a0{years}")


def called(name: str) -> Text:
    """The label of a person whom a case calls so: “principal”, “partner”, “child-2”, “family”."""
    kin, _, number = name.partition("-")
    if kin == "child":
        return Text(en=f"Child {number}", fr=f"Enfant {number}")
    return RELATIONS[name]
