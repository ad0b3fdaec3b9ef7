"""What people do at a firm, in words."""

from impplus.words.text import Text

NAMES_OF_ROLES = {
    "owner": Text(en="owner", fr="propriétaire"),
    "lawyer": Text(en="lawyer", fr="avocate ou avocat"),
    "paralegal": Text(en="paralegal", fr="parajuriste"),
    "intake": Text(en="intake", fr="accueil"),
    "bookkeeper": Text(en="bookkeeper", fr="commis comptable"),
}
# What each may do, beside its name.
WHAT_EACH_MAY = {
    "owner": Text(en="everything, including the team", fr="tout, y compris l’équipe"),
    "lawyer": Text(
        en="enquiries, and files of clients",
        fr="les demandes de renseignements et les dossiers des clientes et clients",
    ),
    "paralegal": Text(
        en="files to which the firm assigns them", fr="les dossiers que le cabinet leur confie"
    ),
    "intake": Text(en="enquiries only", fr="les demandes de renseignements seulement"),
    "bookkeeper": Text(en="money only", fr="l’argent seulement"),
}
