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


def called(name: str) -> Text:
    """The label of a person whom a case calls so: “principal”, “partner”, “child-2”, “family”."""
    kin, _, number = name.partition("-")
    if kin == "child":
        return Text(en=f"Child {number}", fr=f"Enfant {number}")
    return RELATIONS[name]
