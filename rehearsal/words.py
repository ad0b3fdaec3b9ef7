"""The words of the report, in both languages."""

from impplus.words.text import Text

TITLE = Text(en="Rehearsal of an opening", fr="Répétition d’une ouverture")
OTHER = Text(en="Français", fr="English")
SUMMARY = Text(
    en="On {day}, {applicants} invented applicants came for {cap} places within {seconds} seconds, and parts of the "
    "system were killed {kills} times meanwhile. {held} of {all} rules held.",
    fr="Le {day}, {applicants} personnes inventées se sont présentées pour {cap} places en {seconds} secondes, pendant que "
    "des parties du système étaient arrêtées brutalement {kills} fois. {held} règles sur {all} ont été respectées.",
)
HELD = Text(en="**Everything held.**", fr="**Tout a été respecté.**")
BROKEN = Text(en="**A rule did not hold.**", fr="**Une règle n’a pas été respectée.**")
TRIED = Text(en="What was tried", fr="Ce qui a été mis à l’épreuve")
WHAT_HELD = Text(en="What held", fr="Ce qui a été respecté")
MUST = Text(en="What must hold", fr="Ce qui doit être respecté")
VERDICT = Text(en="Held", fr="Respecté")
YES = Text(en="yes", fr="oui")
NO = Text(en="**no**", fr="**non**")
FIGURES = Text(en="Figures", fr="Chiffres")
OVER_TIME = Text(en="Over time", fr="Au fil du temps")
HOW = Text(en="How it was done", fr="Comment la répétition s’est faite")
PREPARED = Text(
    en="Accounts, letters of invitation, drafts, documents, payments and sessions were made in bulk beforehand: nobody signed in "
    "with a password. From the press on, everything went over HTTP to the same site, worker, card simulator and PostgreSQL as those "
    "of `make run`, with two web processes and two workers, started again by the same supervisor.",
    fr="Comptes, lettres d’invitation, brouillons, documents, paiements et sessions ont été créés en lot au préalable\u00a0: personne n’a "
    "ouvert de session avec un mot de passe. À partir de la pression sur le bouton, tout est passé par HTTP vers le même site, le même processus de "
    "travaux, le même simulateur de cartes et le même PostgreSQL que ceux de `make run`, avec deux processus web et deux processus de travaux, relancés par le même superviseur.",
)
AGAIN = Text(en="To do it again:", fr="Pour la refaire\u00a0:")

HABITS = {
    "early": Text(
        en="People who also pressed before the opening",
        fr="Personnes ayant aussi appuyé avant l’ouverture",
    ),
    "retries": Text(
        en="People who pressed again after an answer",
        fr="Personnes ayant appuyé de nouveau après une réponse",
    ),
    "drops": Text(
        en="People whose line was cut once the press had left",
        fr="Personnes dont la connexion a été coupée une fois le bouton actionné",
    ),
    "doubles": Text(
        en="People who pressed in two tabs at once",
        fr="Personnes ayant appuyé dans deux onglets à la fois",
    ),
    "drips": Text(
        en="People on a slow line, a few hundred bytes at a time",
        fr="Personnes à la connexion lente, quelques centaines d’octets à la fois",
    ),
    "looks": Text(
        en="People who looked at the public counter first",
        fr="Personnes ayant d’abord consulté le compteur public",
    ),
    "pays-late": Text(
        en="People who paid moments before the opening, and whose payment notice came late and twice",
        fr="Personnes ayant payé juste avant l’ouverture, l’avis de paiement arrivant en retard et deux fois",
    ),
}
KILLS = {
    "web process": Text(
        en="Kills of a web process in the middle of its requests",
        fr="Arrêts brutaux d’un processus web au milieu de ses requêtes",
    ),
    "site": Text(en="Kills of the whole web server", fr="Arrêts brutaux du serveur web entier"),
    "worker": Text(en="Kills of the job worker", fr="Arrêts brutaux du processus des travaux"),
    "connection": Text(
        en="Connections to the database that were ended",
        fr="Connexions à la base de données coupées",
    ),
    "backend": Text(
        en="Kills of a process of the database, after which it recovers",
        fr="Arrêts brutaux d’un processus de la base de données, après quoi elle se rétablit",
    ),
    "database": Text(
        en="Kills of the whole database", fr="Arrêts brutaux de la base de données entière"
    ),
    "stop": Text(
        en="Stops of the database, for two seconds or more",
        fr="Arrêts de la base de données, de deux secondes ou plus",
    ),
    "cards": Text(en="Kills of the card provider", fr="Arrêts brutaux du fournisseur de paiement"),
}
HOSTILE = Text(
    en="Hostile connections, which began a request and sent a byte a second",
    fr="Connexions hostiles, qui commençaient une requête et envoyaient un octet par seconde",
)
MAIL = Text(
    en="Seconds during which no e-mail could leave",
    fr="Secondes pendant lesquelles aucun courriel ne pouvait partir",
)
NOTICES = Text(
    en="Notices of the card provider that came once more, late",
    fr="Avis du fournisseur de paiement arrivés une fois de plus, en retard",
)

RECEIVED = Text(en="Applications received", fr="Demandes reçues")
TURNED_AWAY = Text(
    en="People told that no place was left", fr="Personnes informées qu’il ne restait plus de place"
)
PRESSES = Text(en="Presses of the button", fr="Pressions sur le bouton")
TOLD = {
    "not-yet": Text(
        en="– told that the opening is still to come", fr="– réponse\u00a0: l’ouverture est à venir"
    ),
    "missing": Text(
        en="– told that something is missing (the payment)",
        fr="– réponse\u00a0: il manque quelque chose (le paiement)",
    ),
    "checking": Text(
        en="– told “we are checking”", fr="– réponse\u00a0: «\u00a0nous vérifions\u00a0»"
    ),
    "away": Text(
        en="– told that the site cannot answer now",
        fr="– réponse\u00a0: le site ne peut pas répondre pour l’instant",
    ),
    "lost": Text(
        en="– without an answer (cut by the client or by a kill)",
        fr="– sans réponse (coupées par le client ou par un arrêt brutal)",
    ),
}
LAST_PLACE = Text(
    en="Last place taken, after the opening", fr="Dernière place prise, après l’ouverture"
)
LAST_ANSWER = Text(
    en="Last person answered, after the opening",
    fr="Dernière personne ayant obtenu une réponse, après l’ouverture",
)
WAIT_RECEIVED = Text(
    en="From arrival to “received”: half / 95% / 99% of people within",
    fr="De l’arrivée à «\u00a0reçue\u00a0»\u00a0: la moitié / 95\u00a0% / 99\u00a0% des personnes en",
)
WAIT_ANY = Text(
    en="From arrival to a definite answer: half / 95% / 99% within",
    fr="De l’arrivée à une réponse définitive\u00a0: la moitié / 95\u00a0% / 99\u00a0% en",
)
REFUNDED = Text(en="Refunded to cards", fr="Remboursé sur les cartes")
MAILS = Text(en="E-mails sent", fr="Courriels envoyés")
SETTLED = Text(
    en="Nothing owed any more (letters, messages, refunds, proofs), after the opening",
    fr="Plus rien à faire (lettres, courriels, remboursements, preuves), après l’ouverture",
)
WHOLE = Text(
    en="The whole rehearsal, preparation included", fr="La répétition entière, préparation comprise"
)
SECONDS = Text(en="seconds after the opening", fr="secondes après l’ouverture")
ARRIVALS = Text(en="People, over time", fr="Personnes, au fil du temps")
WAITS = Text(
    en="Seconds from the press to a definite answer",
    fr="Secondes entre la pression sur le bouton et une réponse définitive",
)
KILL = Text(en="something is killed", fr="arrêt brutal")
CAME = Text(en="came", fr="arrivées")
WERE_RECEIVED = Text(en="received", fr="reçues")
WERE_TURNED = Text(en="turned away", fr="sans place")
HALF = Text(en="half of the presses", fr="la moitié des pressions")
MOST = Text(en="95 of 100", fr="95 sur 100")
