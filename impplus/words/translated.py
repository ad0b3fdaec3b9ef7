"""News of a translation of what the office wrote: to the applicant, the representative, and the member whom it concerns."""

from collections.abc import Mapping

from impplus.words.text import Text

# A subject, to the applicant, to the representative.
TRANSLATED: Mapping[str, tuple[Text, Text, Text]] = {
    "translation-asked": (
        Text(en="A translation was asked for", fr="Une traduction a été demandée"),
        Text(
            en="A translation of what the office wrote in your file was asked for. We tell you by e-mail once it is there. Days to answer stay as they are.",
            fr="La traduction de ce que le bureau a écrit dans votre dossier a été demandée. Nous vous écrirons lorsqu’elle s’y trouvera. Les délais pour répondre restent les mêmes.",
        ),
        Text(
            en="A translation of what the office wrote in the file of one of your clients was asked for. We tell you by e-mail once it is there. Days to answer stay as they are.",
            fr="La traduction de ce que le bureau a écrit dans le dossier de l’une des personnes que vous représentez a été demandée. Nous vous écrirons lorsqu’elle s’y trouvera. Les délais pour répondre restent les mêmes.",
        ),
    ),
    "translation-added": (
        Text(en="A translation is in a file", fr="Une traduction se trouve dans un dossier"),
        Text(
            en="The office added a translation to what it wrote in your file. The text that was sent stays as it was, and is the one that counts.",
            fr="Le bureau a ajouté une traduction à ce qu’il a écrit dans votre dossier. Le texte envoyé reste tel quel, et c’est lui qui fait foi.",
        ),
        Text(
            en="The office added a translation to what it wrote in the file of one of your clients. The text that was sent stays as it was, and is the one that counts.",
            fr="Le bureau a ajouté une traduction à ce qu’il a écrit dans le dossier de l’une des personnes que vous représentez. Le texte envoyé reste tel quel, et c’est lui qui fait foi.",
        ),
    ),
}
# A subject, to the member of the family whose part it is in.
OWN_TRANSLATED: Mapping[str, tuple[Text, Text]] = {
    "own-translation-asked": (
        Text(en="A translation was asked for", fr="Une traduction a été demandée"),
        Text(
            en="A translation of what the office wrote to you was asked for. We tell you by e-mail once it is in your part of the application. Days to answer stay as they are.",
            fr="La traduction de ce que le bureau vous a écrit a été demandée. Nous vous écrirons lorsqu’elle se trouvera dans votre partie de la demande. Les délais pour répondre restent les mêmes.",
        ),
    ),
    "own-translation-added": (
        Text(
            en="A translation is in your part of an application",
            fr="Une traduction se trouve dans votre partie d’une demande",
        ),
        Text(
            en="The office added a translation to what it wrote to you. The text that was sent stays as it was, and is the one that counts.",
            fr="Le bureau a ajouté une traduction à ce qu’il vous a écrit. Le texte envoyé reste tel quel, et c’est lui qui fait foi.",
        ),
    ),
}
