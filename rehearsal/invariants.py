"""What must hold whatever is pressed, cut or killed: a sentence, and the check that names what breaks it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from impplus.words.text import Text
from rehearsal import checks
from rehearsal.evidence import Evidence


@dataclass(frozen=True)
class Invariant:
    """A sentence that must be true, and the check that finds what makes it false."""

    key: str
    text: Text
    broken: Callable[[Evidence], Iterator[str]]


INVARIANTS: tuple[Invariant, ...] = (
    Invariant(
        "INV-01",
        Text(
            en="Never more applications were received than there are places, and each holds exactly one place.",
            fr="Il n’y a jamais eu plus de demandes reçues que de places, et chacune occupe exactement une place.",
        ),
        checks.over_the_cap,
    ),
    Invariant(
        "INV-02",
        Text(
            en="Nobody was told that no place is left while one was free; in the end every place was taken.",
            fr="On n’a dit à personne qu’il ne restait plus de place alors qu’une place était libre; à la fin, toutes étaient prises.",
        ),
        checks.full_too_soon,
    ),
    Invariant(
        "INV-03",
        Text(
            en="Every receipt that somebody was shown is still there, the same to the last character.",
            fr="Chaque accusé de réception montré à une personne existe toujours, identique au caractère près.",
        ),
        checks.receipts_lost,
    ),
    Invariant(
        "INV-04",
        Text(
            en="Whoever was received pressed the button and was told so; no press was answered by an error of ours.",
            fr="Toute personne dont la demande a été reçue a appuyé sur le bouton et en a été informée; personne n’a obtenu d’erreur de notre part.",
        ),
        checks.ghosts,
    ),
    Invariant(
        "INV-05",
        Text(
            en="The order of receipt is that of the public log, without a gap; nobody was turned away before the last receipt.",
            fr="L’ordre de réception est celui du registre public, sans interruption; aucune personne n’a été écartée avant la dernière réception.",
        ),
        checks.out_of_order,
    ),
    Invariant(
        "INV-06",
        Text(
            en="However often the button was pressed, an application was received once, under one receipt.",
            fr="Peu importe combien de fois on a appuyé, une demande n’a été reçue qu’une fois, avec un seul accusé de réception.",
        ),
        checks.received_twice,
    ),
    Invariant(
        "INV-07",
        Text(
            en="The card provider’s books and ours agree to the cent, and nobody paid twice.",
            fr="Les livres du fournisseur de paiement et les nôtres concordent au cent près, et personne n’a payé deux fois.",
        ),
        checks.money_astray,
    ),
    Invariant(
        "INV-08",
        Text(
            en="Everybody who found no place was refunded in full.",
            fr="Toute personne qui n’a pas trouvé de place a été entièrement remboursée.",
        ),
        checks.money_without_place,
    ),
    Invariant(
        "INV-09",
        Text(
            en="No decision was made and no permit was issued, since no officer worked.",
            fr="Il n’y a eu ni décision ni permis, puisque personne n’a traité de dossier.",
        ),
        checks.decided_by_nobody,
    ),
    Invariant(
        "INV-10",
        Text(
            en="Every application, payment, letter and e-mail changed state only as the published table of states says.",
            fr="Chaque demande, paiement, lettre et courriel n’a changé d’état que comme le prévoit le tableau publié des états.",
        ),
        checks.off_the_table,
    ),
    Invariant(
        "INV-13",
        Text(
            en="Once somebody was told of the receipt, no page showed an older state.",
            fr="Une fois la réception annoncée, aucune page n’a montré un état antérieur.",
        ),
        checks.older_state_shown,
    ),
    Invariant(
        "INV-14",
        Text(
            en="Every change has its leaf in the public log and every leaf its change; each receipt’s proof is valid.",
            fr="Chaque changement a sa feuille dans le registre public et chaque feuille, son changement; la preuve de chaque accusé est valide.",
        ),
        checks.not_in_the_log,
    ),
    Invariant(
        "INV-18",
        Text(
            en="Each person received was sent the letter and one e-mail about it, and each payment and refund was told once; nobody else was written to.",
            fr="Chaque personne dont la demande a été reçue a obtenu sa lettre et un seul courriel qui l’annonce, et chaque paiement et remboursement a été annoncé une fois; rien n’a été envoyé à d’autres.",
        ),
        checks.messages_missing,
    ),
    Invariant(
        "INV-19",
        Text(
            en="Everybody is accounted for: received, or turned away with the draft kept and the money refunded.",
            fr="Personne n’a été oublié\u00a0: chaque demande a été reçue, ou le brouillon a été conservé et l’argent, remboursé.",
        ),
        checks.not_accounted_for,
    ),
)
