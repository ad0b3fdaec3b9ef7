"""What was found about a person, said to that person: as the conditions word it, in the second person."""

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
    "It is not known ": "We do not know ",
    "it is not known ": "we do not know ",
    "the applicant lives": "you live",
    "the applicant intends": "you intend",
    "the applicant is ": "you are ",
    "the person is ": "you are ",
    "the person will leave ": "you will leave ",
    "the applicant’s ": "your ",
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
    "On ne sait pas ": "Nous ne savons pas ",
    "on ne sait pas ": "nous ne savons pas ",
    "où habite la personne qui présente la demande": "où vous habitez",
    "la personne a l’intention ": "vous avez l’intention ",
    "la personne se trouve ": "vous vous trouvez ",
    "si la personne est ": "si vous êtes ",
    "la personne quittera ": "vous quitterez ",
    "le statut de la personne ": "votre statut ",
}


def told_to_you(text: Text) -> Text:
    """A finding about whoever reads it, or what to do; one that is worded otherwise stays as it is."""
    en, fr = text.en, text.fr
    for said, yours in _EN.items():
        en = en.replace(said, yours)
    for said, yours in _FR.items():
        fr = fr.replace(said, yours)
    return Text(en=en, fr=fr)
