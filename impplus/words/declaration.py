"""What somebody declares who signs an application: the same on the page, and on the paper that is signed by hand."""

from impplus.words.text import Text

SIGNED_PAPER = Text(en="Declaration, signed on paper", fr="Déclaration signée sur papier")
# What is told of a paper that somebody sent in, who did not sign by that.
PAPER_SENT_IN = Text(
    en="A family member’s declaration, signed on paper, was sent in.",
    fr="La déclaration d’un membre de la famille, signée sur papier, a été envoyée.",
)
PAPER_ADDED = Text(
    en="The answers that the office typed in were read back, and the signed paper was added to the file.",
    fr="Les réponses saisies par le bureau ont été relues, et le papier signé a été ajouté au dossier.",
)
RECEIVED_ON_PAPER = Text(
    en="The signed application was received.", fr="La demande signée a été reçue."
)
# Another wording is another version (queries/signatures.py): what was signed before then asks for a new signature.
DECLARED: tuple[Text, ...] = (
    Text(
        en="My answers and my documents are true and complete, and I have read them.",
        fr="Mes réponses et mes documents sont vrais et complets, et je les ai lus.",
    ),
    Text(
        en="I understand that a false answer or a false document can make me inadmissible to Canada.",
        fr="Je comprends qu’une fausse réponse ou un faux document peut entraîner pour moi une interdiction de territoire au Canada.",
    ),
    Text(
        en="I consent to my answers and documents being checked with Quebec’s immigration ministry and, where the law allows it, with other authorities.",
        fr="Je consens à ce que mes réponses et mes documents soient vérifiés auprès du ministère de l’Immigration du Québec et, là où la "
        "loi le permet, auprès d’autres autorités.",
    ),
    Text(
        en="I know who makes this application with me, and that it is sent to the office as one.",
        fr="Je sais avec qui je présente cette demande, et qu’elle est transmise au bureau en un seul envoi.",
    ),
)
