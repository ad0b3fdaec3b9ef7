"""Invented people whom a firm knows, in 22 languages and 14 scripts, and the same people as they come back years later.

Everything follows from one seed. The names are Faker's (MIT), so that common ones are common; how they are spelled
another time is decided here, and knows nothing of how the search reads them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from anyascii import anyascii
from faker import Faker

from impplus.queries.alike import Identity

LOCALES = (
    "fr_CA fr_FR fr_DZ ar_SA fa_IR he_IL ru_RU uk_UA el_GR zh_CN ko_KR vi_VN hi_IN bn_BD ta_IN th_TH tr_TR"
    " pl_PL es_MX pt_BR ka_GE hy_AM"
).split()
SCRIPT_KEPT = 0.3  # of those whose language is not written in Latin letters
PASSPORT_KNOWN, PASSPORT_MISTYPED = 0.85, 0.03
WRONG_BIRTH = 0.06
# How one sound is spelled in passports, letters and forms of different countries.
SPELLINGS = (
    ("sh", "ch"), ("ch", "tch"), ("kh", "h"), ("kh", "k"), ("zh", "j"), ("u", "ou"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ii", "i"), ("aa", "a"), ("y", "i"), ("i", "y"), ("iy", "y"), ("ia", "ya"), ("iu", "yu"),
    ("q", "k"), ("c", "k"), ("k", "c"), ("g", "gu"), ("gh", "g"), ("z", "s"), ("s", "z"), ("ts", "tz"),
    ("v", "w"), ("w", "v"), ("ph", "f"), ("f", "ph"), ("th", "t"), ("dh", "d"), ("x", "ks"), ("j", "dj"),
    ("dz", "z"), ("ov", "off"), ("e", "ye"), ("h", ""), ("ae", "e"), ("ai", "ay"), ("ei", "ey"), ("p", "b"),
)  # fmt: skip
KEYS = {
    "a": "qsz",
    "e": "wrd",
    "i": "uok",
    "o": "ipl",
    "u": "yij",
    "n": "bm",
    "m": "n",
    "r": "et",
    "t": "ry",
    "l": "kp",
}
UNWRITTEN = {"ar_SA", "fa_IR", "he_IL"}  # vowels


@dataclass(frozen=True)
class Acquaintance:
    """Somebody with the two names apart; `locale` says how they are spelled."""

    locale: str
    family: str
    given: str
    identity: Identity


def people(count: int, seed: str) -> list[Acquaintance]:
    """So many people, each language alike often, born in 75 years; nobody shares a number or an address."""
    chance = Random(seed)
    makers = {locale: _maker(locale, chance) for locale in LOCALES}
    return [
        _somebody(number, LOCALES[number % len(LOCALES)], makers, chance) for number in range(count)
    ]


def _maker(locale: str, chance: Random) -> Faker:
    maker = Faker(locale)
    maker.seed_instance(chance.randrange(2**32))
    return maker


def _somebody(number: int, locale: str, makers: dict[str, Faker], chance: Random) -> Acquaintance:
    maker = makers[locale]
    family, given = maker.last_name(), maker.first_name()
    if locale in {"es_MX", "pt_BR"}:
        family = f"{family} {maker.last_name()}"
    if chance.random() < 0.25:
        given = f"{given} {maker.first_name()}"
    if chance.random() > SCRIPT_KEPT:
        family, given = (_in_latin(name, locale, chance) for name in (family, given))
    born = date(1945, 1, 1) + timedelta(days=chance.randrange(75 * 365))
    letters = "".join(chance.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=2))
    identity = Identity(
        f"{given} {family}",
        born,
        passport=f"{letters}{chance.randrange(10**6, 10**7)}"
        if chance.random() < PASSPORT_KNOWN
        else "",
        email=f"{number}@example.test",
        phone=f"+1514555{number:04}",
    )
    return Acquaintance(locale, family, given, identity)


def _in_latin(name: str, locale: str, chance: Random) -> str:
    """As a passport writes it: Latin letters, and of Arabic, Persian and Hebrew vowels by ear."""
    if _is_latin(name):
        return name
    plain = "".join(letter for letter in anyascii(name) if letter.isalpha() or letter in " -")
    return _voiced(plain.lower(), chance).title() if locale in UNWRITTEN else plain.title()


def _voiced(plain: str, chance: Random) -> str:
    heard = ""
    for letter, after in zip(plain, f"{plain[1:]} ", strict=True):
        heard += letter
        if (
            letter in "bcdfghjklmnpqrstvwxz"
            and after in "bcdfghjklmnpqrstvwxz"
            and chance.random() < 0.7
        ):
            heard += chance.choice("aaaeiou")
    return heard


def come_back(one: Acquaintance, chance: Random) -> Identity:
    """The same person, spelled by somebody else: one to three changes, and of some a wrong birth day."""
    family, given = one.family, one.given
    ways: tuple[Callable[[str, str, Random, str], tuple[str, str]], ...]
    ways = (
        _without_accents,
        _in_other_order,
        _in_another_script,
        _spelled_otherwise,
        _mistyped,
        _one_name_less,
    )
    for way in chance.sample(ways, chance.choice((1, 1, 2, 2, 3))):
        family, given = way(family, given, chance, one.locale)
    born, passport = one.identity.born, one.identity.passport
    if born and chance.random() < WRONG_BIRTH:
        born = _wrong(born, chance)
    if passport and chance.random() < PASSPORT_MISTYPED:
        passport = passport[:-1] + str((int(passport[-1]) + 1) % 10)
    return Identity(f"{given} {family}", born, passport)


def _without_accents(family: str, given: str, _chance: Random, _locale: str) -> tuple[str, str]:
    return _bare(family).upper(), _bare(given)


def _bare(name: str) -> str:
    return anyascii(name) if _is_latin(name) else name


def _is_latin(name: str) -> bool:
    return all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in name)


def _in_other_order(family: str, given: str, _chance: Random, _locale: str) -> tuple[str, str]:
    return given, family


def _in_another_script(family: str, given: str, chance: Random, locale: str) -> tuple[str, str]:
    return _in_latin(family, locale, chance), _in_latin(given, locale, chance)


def _spelled_otherwise(family: str, given: str, chance: Random, _locale: str) -> tuple[str, str]:
    return _respelled(family, chance), _respelled(given, chance)


def _respelled(name: str, chance: Random) -> str:
    fitting = [(heard, written) for heard, written in SPELLINGS if heard in name.lower()]
    for heard, written in chance.sample(fitting, min(len(fitting), chance.choice((1, 1, 2)))):
        name = name.lower().replace(heard, written)
    return name.title()


def _mistyped(family: str, given: str, chance: Random, _locale: str) -> tuple[str, str]:
    return (
        (_slip(family, chance), given) if chance.random() < 0.6 else (family, _slip(given, chance))
    )


def _slip(name: str, chance: Random) -> str:
    """A letter too many, too few, beside the right one, or in the other order."""
    if len(name) < 3:
        return name
    at = chance.randrange(len(name) - 1)
    letter = name[at]
    other = chance.choice(KEYS.get(letter.lower(), "aeinrst"))
    slips = (
        name[at + 1] + letter,
        letter + letter + name[at + 1],
        name[at + 1],
        other + name[at + 1],
    )
    return name[:at] + chance.choice(slips) + name[at + 2 :]


def _one_name_less(family: str, given: str, chance: Random, _locale: str) -> tuple[str, str]:
    """Of several given or family names one is left out, or a second given name is shortened."""
    if " " in given:
        first, second = given.split(" ", 1)
        return family, chance.choice((first, second, f"{first} {second[0]}."))
    if " " in family:
        return family.split(" ", 1)[0], given
    return family, given


def _wrong(born: date, chance: Random) -> date:
    """One digit wrong, day and month exchanged, or the first of January, which many papers have for lack of a day."""
    for _ in range(20):
        way = chance.randrange(4)
        try:
            if way == 0:
                return born.replace(year=born.year + chance.choice((-10, -1, 1, 10)))
            if way == 1 and born.day != born.month:
                return born.replace(month=born.day, day=born.month)
            if way == 2:
                return born.replace(day=born.day + chance.choice((-10, -1, 1, 10)))
            if (born.month, born.day) != (1, 1):
                return born.replace(month=1, day=1)
        except ValueError:
            continue
    return born + timedelta(days=1)


def strangers(count: int, seed: str) -> list[Identity]:
    """People whom the firm does not know, of the same languages, with the same common names."""
    return [replace(one.identity, email="", phone="") for one in people(count, seed)]
