"""What keeps an installation from being production: settings that are stand-ins, short secrets, a role with too many rights."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from impplus.queries.refusals import NotUnderstood
from impplus.words.countries import SPECIMEN
from impplus.words.text import Text

# What must be said by the environment; whatever is not said is a stand-in on this machine.
NAMES = (
    *(
        "SITE_URL",
        "ALLOWED_HOSTS",
        "DATABASE_URL",
        "SECRET_KEY",
        "KEYS_FOLDER",
        "LOG_ORIGIN",
        "CARDS_URL",
    ),
    *("CARDS_SECRET", "CARDS_WEBHOOK_SECRETS", "EMAIL_BACKEND", "DEFAULT_FROM_EMAIL", "OPERATOR"),
    *("SCANNER", "ISSUER"),
)
# What a firm’s own installation needs none of.
OF_AN_OFFICE = ("CARDS_URL", "CARDS_SECRET", "CARDS_WEBHOOK_SECRETS", "ISSUER")
# The least length in characters, and how many of them must differ.
SECRETS = {"SECRET_KEY": (50, 20), "CARDS_SECRET": (20, 8), "CARDS_WEBHOOK_SECRETS": (20, 8)}
NUMBERS = (
    "LOG_QUORUM",
    "EMAIL_PORT",
    "MESSAGE_DAYS",
    "LIST_DAYS",
    "UPLOAD_DAYS",
    "LEAST_FREE_GB",
    "SESSION_MINUTES",
    "SESSION_HOURS",
    "STEP_UP_MINUTES",
    "RECOVERY_HOURS",
    "SCANNER_OLD_HOURS",
    "SCANNER_TOO_OLD_HOURS",
)
KEYS = ("signer.pem", "signer.crt.pem", "log.pem", "codes.pem", "codes.crt.pem", "lists.pem")
KEYS_BESIDE_HARDWARE = ("signer.crt.pem", "log.pem", "codes.crt.pem", "pin")
CERTIFICATES = ("signer.crt.pem", "codes.crt.pem")
UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
HERE = ("localhost", "127.0.0.1", "::1")
OUTBOXES = ("filebased", "console", "locmem", "dummy")
RIGHTS = """
    SELECT rolsuper, has_table_privilege('records_event', 'UPDATE, DELETE, TRUNCATE')
    FROM pg_roles WHERE rolname = current_user
"""


class NotProduction(ImproperlyConfigured):
    """Production cannot start; `texts` says all that is wrong with the settings."""

    def __init__(self, texts: list[Text]) -> None:
        self.texts = texts
        super().__init__("\n".join(f"{text.en}\n{text.fr}" for text in texts))


def of_settings(environment: Mapping[str, str]) -> list[Text]:
    """All that is wrong with the variables of an installation, in the order in which one mends it."""
    alone = environment.get("PREPARES_ONLY") == "1"
    needed = [name for name in NAMES if not (alone and name in OF_AN_OFFICE)]
    return [
        *_mode(environment),
        *(_unsaid(name) for name in needed if not environment.get(name)),
        *_secrets(environment),
        *_numbers(environment),
        *_addresses(environment),
        *([] if alone else _issuer(environment.get("ISSUER", ""))),
        *_texts(environment),
        *_keys(environment.get("KEYS_FOLDER", ""), in_hardware=bool(environment.get("PKCS11"))),
    ]


def issuer(code: str, *, of_production: bool) -> str:
    """Who signs codes; ImproperlyConfigured where a demonstration would do so in the name of a country."""
    if code != SPECIMEN and not of_production:
        raise ImproperlyConfigured(
            f"ISSUER: only production issues permits of {code}, with its own certificate; leave it out."
        )
    return code


def of_database(url: str) -> list[Text]:
    """What the site's role may do and must not; psycopg.OperationalError where nobody answers."""
    with psycopg.connect(url, connect_timeout=5) as connection:
        if connection.execute("SELECT to_regclass('records_event')").fetchone() == (None,):
            return [NO_TABLES]
        is_superuser, may_rewrite = connection.execute(RIGHTS).fetchone() or (False, False)
    return [SUPERUSER] if is_superuser else [MAY_REWRITE] if may_rewrite else []


def refuse_to_start() -> None:
    """NotUnderstood where production would run with too many rights; a database that is away is waited for."""
    if settings.PRODUCTION:
        with suppress(psycopg.OperationalError):
            if faults := of_database(settings.DATABASE_URL):
                raise NotUnderstood(*faults)


def _mode(environment: Mapping[str, str]) -> Iterator[Text]:
    if environment.get("IMPPLUS_MODE") != "production":
        yield MODE
    if environment.get("IMPPLUS_DEBUG"):
        yield DEBUGS
    if environment.get("STAFF_SECOND_FACTOR", "1") != "1":
        yield FACTOR
    if environment.get("CLOCK_SHIFT"):
        yield CLOCK
    backend = environment.get("EMAIL_BACKEND", "")
    if any(name in backend for name in OUTBOXES):
        yield OUTBOX


def _unsaid(name: str) -> Text:
    if name == "CARDS_URL":
        return SIMULATOR
    return Text(
        en=f"{name}: it is not set, and production has no default for it.",
        fr=f"{name}\u00a0: cette variable n’est pas définie, et la production n’en prévoit pas de valeur par défaut.",
    )


def _secrets(environment: Mapping[str, str]) -> Iterator[Text]:
    for name, (length, different) in SECRETS.items():
        for secret in environment.get(name, "").split():
            if len(secret) < length or len(set(secret)) < different or "stand-in" in secret:
                yield Text(
                    en=f"{name}: a secret has at least {length} characters, {different} of them different, chosen at random.",
                    fr=f"{name}\u00a0: un secret compte au moins {length} caractères, dont {different} différents, tirés au hasard.",
                )
                break


def _numbers(environment: Mapping[str, str]) -> Iterator[Text]:
    for name in NUMBERS:
        if name in environment and re.fullmatch("[0-9]{1,9}", environment[name]) is None:
            yield Text(
                en=f"{name}: write a whole number.",
                fr=f"{name}\u00a0: inscrivez un nombre entier.",
            )


def _addresses(environment: Mapping[str, str]) -> Iterator[Text]:
    for name in ("SITE_URL", "CARDS_URL"):
        address = urlsplit(environment.get(name, ""))
        if name == "CARDS_URL" and address.hostname in HERE:
            yield SIMULATOR
        elif environment.get(name) and (address.scheme != "https" or address.hostname in HERE):
            yield Text(
                en=f"{name}: write an address that begins with https:// and is not of this machine.",
                fr=f"{name}\u00a0: inscrivez une adresse qui commence par https:// et qui n’est pas celle de cette machine.",
            )
    hosts = environment.get("ALLOWED_HOSTS", "")
    own = urlsplit(environment.get("SITE_URL", "")).hostname
    lacks_own = own is not None and own not in hosts.split(",")
    if hosts and (lacks_own or re.search(r"\*|testserver", hosts)):
        yield HOSTS
    scanner = environment.get("SCANNER", "")
    if scanner and re.fullmatch(r"/.+|.+:[0-9]+", scanner) is None:
        yield NO_SCANNER
    if ".test" in environment.get("DEFAULT_FROM_EMAIL", ""):
        yield SENDER


def _keys(folder: str, *, in_hardware: bool) -> Iterator[Text]:
    if not folder:
        return
    for name in KEYS_BESIDE_HARDWARE if in_hardware else KEYS:
        if not (Path(folder) / name).is_file():
            yield Text(
                en=f"KEYS_FOLDER: there is no {name} in it.",
                fr=f"KEYS_FOLDER\u00a0: ce dossier ne contient pas {name}.",
            )
    held = [path for name in CERTIFICATES if (path := Path(folder) / name).is_file()]
    if any(map(_is_of_the_demonstration, held)):
        yield DEMONSTRATION
    if not _belong_together(Path(folder)):
        yield NOT_ITS_CERTIFICATE


def _issuer(code: str) -> Iterator[Text]:
    if code and (code == SPECIMEN or re.fullmatch("[A-Z]{3}", code) is None):
        yield NO_ISSUER


def _texts(environment: Mapping[str, str]) -> Iterator[Text]:
    """Texts are sent by a gateway, with a key and a template of it, or not at all."""
    address = urlsplit(environment.get("TEXTS_URL", ""))
    if not environment.get("TEXTS_URL"):
        return
    if address.scheme != "https" or address.hostname in HERE:
        yield GATEWAY
    for name in ("TEXTS_KEY", "TEXTS_TEMPLATE"):
        if re.fullmatch(f".*{UUID}", environment.get(name, "")) is None:
            yield Text(
                en=f"{name}: write it as the gateway of text messages shows it; it ends like 12345678-9abc-def0-1234-56789abcdef0.",
                fr=f"{name}\u00a0: inscrivez cette valeur comme la passerelle de textos l’affiche; elle se termine comme 12345678-9abc-def0-1234-56789abcdef0.",
            )


def _belong_together(folder: Path) -> bool:
    """Whether the certificate of codes is that of their key: else nobody could verify any; True where one is missing."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from cryptography.x509 import load_pem_x509_certificate

    key, certificate = folder / "codes.pem", folder / "codes.crt.pem"
    if not (key.is_file() and certificate.is_file()):
        return True
    public = load_pem_private_key(key.read_bytes(), None).public_key()
    return load_pem_x509_certificate(certificate.read_bytes()).public_key() == public


def _is_of_the_demonstration(certificate: Path) -> bool:
    from cryptography.x509 import load_pem_x509_certificate
    from cryptography.x509.oid import NameOID

    subject = load_pem_x509_certificate(certificate.read_bytes()).subject
    names = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return any("demonstration" in str(name.value) for name in names)


MODE = Text(
    en="IMPPLUS_MODE: write production.",
    fr="IMPPLUS_MODE\u00a0: inscrivez production.",
)
DEBUGS = Text(
    en="IMPPLUS_DEBUG: leave it out; error pages would show what led to them.",
    fr="IMPPLUS_DEBUG\u00a0: omettez cette variable; les pages d’erreur montreraient ce qui y a mené.",
)
FACTOR = Text(
    en="STAFF_SECOND_FACTOR: leave it out; officers sign in with a second factor.",
    fr="STAFF_SECOND_FACTOR\u00a0: omettez cette variable; les agentes et agents ouvrent une session avec un second facteur.",
)
CLOCK = Text(
    en="CLOCK_SHIFT: leave it out; production runs on the real time.",
    fr="CLOCK_SHIFT\u00a0: omettez cette variable; la production fonctionne à l’heure réelle.",
)
OUTBOX = Text(
    en="EMAIL_BACKEND: this one sends nothing; name one that does, such as django.core.mail.backends.smtp.EmailBackend.",
    fr="EMAIL_BACKEND\u00a0: ce module n’envoie rien; nommez-en un qui envoie, comme django.core.mail.backends.smtp.EmailBackend.",
)
SIMULATOR = Text(
    en="CARDS_URL: this is the card simulator, which moves no money; write the address of a card provider.",
    fr="CARDS_URL\u00a0: il s’agit du simulateur de cartes, qui ne fait circuler aucun argent; inscrivez l’adresse d’un fournisseur de "
    "paiement par carte.",
)
HOSTS = Text(
    en="ALLOWED_HOSTS: write the host of SITE_URL, and others with commas between; no * and no testserver.",
    fr="ALLOWED_HOSTS\u00a0: inscrivez l’hôte de SITE_URL, puis les autres, séparés par des virgules; ni * ni testserver.",
)
NO_SCANNER = Text(
    en="SCANNER: write where the virus scanner listens, such as /run/clamav/clamd.ctl or host:3310; production opens no file without one.",
    fr="SCANNER\u00a0: inscrivez où l’antivirus est à l’écoute, par exemple /run/clamav/clamd.ctl ou hôte:3310; la production n’ouvre "
    "aucun fichier sans lui.",
)
SENDER = Text(
    en="DEFAULT_FROM_EMAIL: write an address of yours; nobody can answer one under .test.",
    fr="DEFAULT_FROM_EMAIL\u00a0: inscrivez une adresse qui vous appartient; personne ne peut répondre à une adresse en .test.",
)
DEMONSTRATION = Text(
    en="KEYS_FOLDER: a certificate in it is that of the demonstration; letters and codes need one of yours each.",
    fr="KEYS_FOLDER\u00a0: un certificat de ce dossier est celui de la démonstration; il en faut un qui vous appartient pour les lettres et un autre pour les codes.",
)
NOT_ITS_CERTIFICATE = Text(
    en="KEYS_FOLDER: codes.crt.pem is not the certificate of codes.pem; nobody could verify a code.",
    fr="KEYS_FOLDER\u00a0: codes.crt.pem n’est pas le certificat de codes.pem; personne ne pourrait vérifier un code.",
)
NO_ISSUER = Text(
    en="ISSUER: write the code of three letters of who issues permits, such as CAN; UTO is that of specimens.",
    fr="ISSUER\u00a0: inscrivez le code de trois lettres de l’autorité qui délivre les permis, comme CAN; UTO est celui des spécimens.",
)
GATEWAY = Text(
    en="TEXTS_URL: write the address of a gateway of text messages, which begins with https://, or leave it out: then none are sent.",
    fr="TEXTS_URL\u00a0: inscrivez l’adresse d’une passerelle de textos, qui commence par https://, ou omettez cette variable\u00a0: aucun texto n’est alors envoyé.",
)
SUPERUSER = Text(
    en="DATABASE_URL: this role is a superuser; use impplus_site, or a member of it.",
    fr="DATABASE_URL\u00a0: ce rôle est un superutilisateur; utilisez impplus_site ou un de ses membres.",
)
MAY_REWRITE = Text(
    en="DATABASE_URL: this role may change events that are written once; use impplus_site, or a member of it.",
    fr="DATABASE_URL\u00a0: ce rôle peut modifier des événements qui ne s’écrivent qu’une fois; utilisez impplus_site ou un de ses membres.",
)
NO_TABLES = Text(
    en="DATABASE_URL: this database has no tables yet; the owner runs `python -m deploy.local.prepare`.",
    fr="DATABASE_URL\u00a0: cette base de données n’a pas encore de tables; le rôle propriétaire exécute «\u00a0python -m deploy.local.prepare\u00a0».",
)
