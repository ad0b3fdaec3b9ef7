"""What the archive of a closed matter says of itself, in both languages."""

from impplus.words.text import Text

README = Text(
    en="""The file of matter {number}, closed on {day} by {firm}.

index.csv          every file here, with its size and its SHA-256
agreements/        the signed agreements, and the letter of the end
consents.csv       what the client consented to or declined, and when
letters.csv        what the firm wrote, and when it was sent
letters/           the words of what the firm answered
letters/office/    what the office wrote about the application while the firm represented the client, in both languages
notes.csv          notes of contacts with the client; what colleagues wrote for themselves stays at the firm
questions.csv      what the client was asked for, and answered
money.csv          the fee in force, its changes, and payments in advance
deadlines.csv      what ran, until when, and who signed it off
events.csv         what happened; the hash of each line holds the one before, so that nothing is changed or left out unseen
manifest.sha256    the same hashes as sha256sum --check reads them
""",
    fr="""Le dossier {number}, fermé le {day} par {firm}.

index.csv          chaque fichier, avec sa taille et son empreinte SHA-256
agreements/        les contrats signés, et la lettre de fin
consents.csv       ce à quoi la cliente ou le client a consenti ou non, et quand
letters.csv        ce que le cabinet a écrit, et quand cela a été envoyé
letters/           le texte des réponses du cabinet
letters/office/    ce que le bureau a écrit au sujet de la demande pendant que le cabinet représentait la cliente ou le client, dans les deux langues
notes.csv          les notes de contacts avec la cliente ou le client; ce que les collègues ont écrit pour leur propre usage reste au cabinet
questions.csv      ce qui a été demandé à la cliente ou au client, et les réponses
money.csv          les honoraires en vigueur, leurs modifications et les avances
deadlines.csv      ce qui courait, jusqu’à quand, et qui l’a confirmé
events.csv         ce qui s’est passé; l’empreinte de chaque ligne contient la précédente : rien ne peut être modifié ni omis sans que cela se voie
manifest.sha256    les mêmes empreintes, telles que les lit sha256sum --check
""",
)
