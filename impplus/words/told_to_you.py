"""What was found about a person, said to that person: the openings that the conditions have, in the second person."""

from impplus.words.text import Text

_EN = {
    "The person holds ": "You hold ",
    "The person had ": "You had ",
    "The person lives ": "You live ",
    "The person intends ": "You intend ",
    "The person does not ": "You do not ",
    "The person is ": "You are ",
    "The person applies ": "You apply ",
    "The person lost ": "You lost ",
    ", and asks for it ": ", and ask for it ",
}
_FR = {
    "La personne détient ": "Vous détenez ",
    "La personne ne détient ": "Vous ne détenez ",
    "La personne n’avait ": "Vous n’aviez ",
    "La personne habite ": "Vous habitez ",
    "La personne a l’intention ": "Vous avez l’intention ",
    "La personne n’a pas ": "Vous n’avez pas ",
    "La personne se trouve ": "Vous vous trouvez ",
    "La personne présente sa ": "Vous présentez votre ",
    "La personne a perdu son ": "Vous avez perdu votre ",
    " et en demande le ": " et en demandez le ",
}


def told_to_you(text: Text) -> Text:
    """A finding about whoever reads it; one that begins otherwise stays as it is."""
    en, fr = text.en, text.fr
    if en.startswith("The person "):
        for opening, yours in _EN.items():
            en = en.replace(opening, yours)
    if fr.startswith("La personne "):
        for opening, yours in _FR.items():
            fr = fr.replace(opening, yours)
    return Text(en=en, fr=fr)
