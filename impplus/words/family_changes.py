"""Changes of the family that are reported after submission: their kinds, what is declared, and what each brings with it."""

from collections.abc import Mapping
from typing import Literal

from impplus.words.contradictions import Doubt
from impplus.words.text import Text

# What can happen in a family.
FAMILY: Mapping[str, Text] = {
    "birth": Text(en="A child was born or adopted", fr="Un enfant est né ou a été adopté"),
    "marriage": Text(en="A marriage", fr="Un mariage"),
    "union": Text(en="A common-law union began", fr="Le début d’une union de fait"),
    "separation": Text(en="A separation", fr="Une séparation"),
    "divorce": Text(en="A divorce", fr="Un divorce"),
    "death": Text(en="A death", fr="Un décès"),
}
NAME = Text(en="Name", fr="Nom")
RELATION = Text(
    en="Relationship in the family",
    fr="Lien dans la famille",
)
BORN = Text(en="Date of birth", fr="Date de naissance")
IS_TO_COME = Text(en="Coming to Canada", fr="Venue au Canada")
TAKEN_BACK_OF = Text(en="Report taken back", fr="Déclaration retirée")
# Whether somebody who is declared is to come.
COMES: Mapping[str, Text] = {
    "yes": Text(
        en="Yes, with the family or later",
        fr="Oui, avec la famille ou plus tard",
    ),
    "no": Text(en="No, stays behind", fr="Non, ne vient pas"),
    "open": Text(en="Not decided yet", fr="Pas encore décidé"),
}
ALONE = Text(
    en="Whoever is declared later is known to the file, but is not an applicant: no place, no fee and no permit. For a permit, write to the office before the decision, or apply alone to Immigration, Refugees and Citizenship Canada (IRCC) once the open work permit that this application asks for is issued.",
    fr="Une personne déclarée plus tard est connue du dossier, mais ne présente pas cette demande\u00a0: ni place, ni frais, ni permis. Pour obtenir un permis, écrivez au bureau avant la décision, ou présentez une demande distincte à Immigration, Réfugiés et Citoyenneté Canada (IRCC) une fois délivré le permis de travail ouvert que vise la présente demande.",
)
# The same once an application is approved, and once it is closed otherwise.
ALONE_APPROVED = Text(
    en="Whoever is declared later is known to the file, but is not an applicant: no place, no fee and no permit. The decision is made: for a permit, this person applies alone to Immigration, Refugees and Citizenship Canada (IRCC).",
    fr="Une personne déclarée plus tard est connue du dossier, mais ne présente pas cette demande\u00a0: ni place, ni frais, ni permis. La décision est rendue\u00a0: pour obtenir un permis, cette personne présente une demande distincte à Immigration, Réfugiés et Citoyenneté Canada (IRCC).",
)
ALONE_CLOSED = Text(
    en="Whoever was declared later was known to the file, but was not an applicant. The file is closed: no permit can be had from it.",
    fr="Une personne déclarée plus tard était connue du dossier, mais ne présentait pas cette demande. Le dossier est fermé\u00a0: aucun permis ne peut plus en être obtenu.",
)
# What ends of a couple that the answers do not know: the question, and what to do.
WITHOUT: Mapping[str, Doubt] = {
    "separation": Doubt(
        Text(en="A separation without a union?", fr="Une séparation sans union?"),
        Text(
            en="The answers in the file speak of no couple. If the report is right, say why both are right, and correct the marital status that stood before.",
            fr="Les réponses au dossier ne parlent d’aucun couple. Si la déclaration est exacte, expliquez pourquoi les deux sont exactes et corrigez la situation conjugale d’avant.",
        ),
    ),
    "divorce": Doubt(
        Text(en="A divorce without a marriage?", fr="Un divorce sans mariage?"),
        Text(
            en="The answers in the file speak of no marriage. If the report is right, say why both are right, and correct the marital status that stood before.",
            fr="Les réponses au dossier ne parlent d’aucun mariage. Si la déclaration est exacte, expliquez pourquoi les deux sont exactes et corrigez la situation conjugale d’avant.",
        ),
    ),
}

type Who = Literal["declared", "child", "children", "partner", "principal", "member"]
# What each event brings, with of whom it is said: somebody newly declared, a child concerned, a family with children, a partner, the
# principal applicant or anybody of the application concerned; None is always.
EFFECTS: Mapping[str, tuple[tuple[Who | None, Text], ...]] = {
    "birth": (
        (
            "declared",
            Text(
                en="The child is then declared in the file.",
                fr="L’enfant est alors déclaré dans le dossier.",
            ),
        ),
        (
            None,
            Text(
                en="The permits of the family do not change. Have the birth certificate or the adoption papers ready.",
                fr="Les permis de la famille ne changent pas. Ayez en main l’acte de naissance ou les documents d’adoption.",
            ),
        ),
    ),
    "marriage": (
        (
            "declared",
            Text(
                en="The spouse is then declared in the file.",
                fr="L’épouse ou l’époux est alors déclaré dans le dossier.",
            ),
        ),
        (
            "child",
            Text(
                en="If a child of the family married, a permit as a dependent child may no longer be possible.",
                fr="Si c’est un enfant de la famille qui s’est marié, un permis à titre d’enfant à charge n’est peut-être plus possible.",
            ),
        ),
    ),
    "union": (
        (
            "declared",
            Text(
                en="The partner is then declared in the file.",
                fr="La conjointe ou le conjoint de fait est alors déclaré dans le dossier.",
            ),
        ),
        (
            "declared",
            Text(
                en="A common-law union counts from one year of living together. Have papers ready that show it.",
                fr="Une union de fait compte après un an de vie commune. Ayez en main des documents qui le montrent.",
            ),
        ),
    ),
    "separation": (
        (
            "partner",
            Text(
                en="A permit for the separated spouse or partner may no longer be possible. An officer looks at it before the decision; what was paid for that person is not refunded by itself.",
                fr="Un permis pour l’autre membre du couple séparé n’est peut-être plus possible. Une agente ou un agent l’examine avant la décision; ce qui a été payé pour cette personne n’est pas remboursé d’office.",
            ),
        ),
        (
            "children",
            Text(
                en="For a child who comes along, the consent of the other parent or a judgment may be asked for.",
                fr="Pour un enfant qui vient aussi, le consentement de l’autre parent ou un jugement peut être demandé.",
            ),
        ),
    ),
    "divorce": (
        (
            "partner",
            Text(
                en="A permit as a spouse is no longer possible for the person divorced. An officer looks at it before the decision; what was paid for that person is not refunded by itself.",
                fr="La personne divorcée ne peut plus obtenir de permis à titre d’épouse ou d’époux. Une agente ou un agent l’examine avant la décision; ce qui a été payé pour cette personne n’est pas remboursé d’office.",
            ),
        ),
        (
            "children",
            Text(
                en="For a child who comes along, the consent of the other parent or a judgment may be asked for.",
                fr="Pour un enfant qui vient aussi, le consentement de l’autre parent ou un jugement peut être demandé.",
            ),
        ),
    ),
    "death": (
        (
            "member",
            Text(
                en="Nothing is issued to the person who died, and nothing more is asked of that person. The office writes about it, and about what was paid.",
                fr="Rien n’est délivré à la personne décédée, et rien d’autre ne lui est demandé. Le bureau écrit à ce sujet et au sujet de ce qui a été payé.",
            ),
        ),
        (
            "principal",
            Text(
                en="If it is the principal applicant, the application cannot go on. The permits of the others rest on it.",
                fr="S’il s’agit de la demanderesse principale ou du demandeur principal, la demande ne peut pas se poursuivre. Les permis des autres en dépendent.",
            ),
        ),
    ),
}
