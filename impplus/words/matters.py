"""Where a client's file stands, who acts next in it, and how a client was heard of: the firm's words for its board."""

from collections.abc import Mapping
from dataclasses import dataclass

from impplus.words.text import Text


@dataclass(frozen=True)
class MatterStage:
    """Where a file stands. `shape` is the class of its mark, `acts` who usually acts next (a key of ACTORS)."""

    name: Text
    shape: str
    acts: str


STAGES: Mapping[str, MatterStage] = {
    "draft": MatterStage(Text(en="Draft", fr="Brouillon"), "none", "client"),
    "ready": MatterStage(Text(en="Ready to sign", fr="Prête à signer"), "half", "client"),
    "received": MatterStage(Text(en="Received", fr="Reçue"), "half", "officer"),
    "completeness": MatterStage(Text(en="Completeness", fr="Intégralité"), "half", "officer"),
    "biometrics": MatterStage(Text(en="Biometrics", fr="Biométrie"), "half", "client"),
    "processing": MatterStage(Text(en="In processing", fr="En traitement"), "half", "officer"),
    "part-decided": MatterStage(
        Text(en="Decided in part", fr="Tranchée en partie"), "half good", "officer"
    ),
    "question": MatterStage(Text(en="Question open", fr="Question posée"), "full", "client"),
    "fairness": MatterStage(Text(en="Fairness letter", fr="Lettre d’équité"), "full", "we"),
    "approved": MatterStage(Text(en="Approved", fr="Approuvée"), "full good", "nobody"),
    "refused": MatterStage(Text(en="Refused", fr="Refusée"), "no bad", "we"),
    "returned": MatterStage(Text(en="Returned", fr="Retournée"), "no", "we"),
    "terminated": MatterStage(
        Text(en="Ended by an order", fr="Terminée par un décret"), "no", "we"
    ),
    "withdrawn": MatterStage(Text(en="Withdrawn", fr="Retirée"), "no", "nobody"),
}
ACTORS: Mapping[str, Text] = {
    "we": Text(en="we", fr="nous"),
    "client": Text(en="client", fr="clientèle"),
    "officer": Text(en="officer", fr="bureau"),
    "nobody": Text(en="nobody", fr="personne"),
}
# What a file lacks, by the kinds of queries/readiness.py: of one, and of several.
LACKS: Mapping[str, tuple[Text, Text]] = {
    "answer": (Text(en="answer", fr="réponse"), Text(en="answers", fr="réponses")),
    "family": (Text(en="family", fr="famille"), Text(en="family", fr="famille")),
    "document": (Text(en="document", fr="document"), Text(en="documents", fr="documents")),
    "part": (Text(en="part of a member", fr="partie d’un membre"), Text(en="parts of members", fr="parties de membres")),
    "payment": (Text(en="payment", fr="paiement"), Text(en="payment", fr="paiement")),
    "signature": (Text(en="signature", fr="signature"), Text(en="signatures", fr="signatures")),
}  # fmt: skip
CONTACTS: Mapping[str, Text] = {
    "call": Text(en="call", fr="appel"),
    "e-mail": Text(en="e-mail", fr="courriel"),
    "meeting": Text(en="meeting", fr="rencontre"),
    "letter": Text(en="letter", fr="lettre"),
    "link": Text(en="link", fr="lien"),
}


def lacking(lacks: Mapping[str, int]) -> Text | None:
    """How many things of which kind a file lacks: “2 answers, 1 document”; None where it lacks nothing."""
    said = [(n, LACKS[key][n > 1]) for key, n in lacks.items()]
    if not said:
        return None
    return Text(
        en=", ".join(f"{n} {one.en}" for n, one in said),
        fr=", ".join(f"{n} {one.fr}" for n, one in said),
    )
