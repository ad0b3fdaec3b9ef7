"""Invented people: names, countries and families, the same for the same seed."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from impplus.rules.dated import anniversary


@dataclass(frozen=True)
class Origin:
    """Where an invented person comes from, and the names that are given there."""

    country: str
    language: str
    city: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]


def _origin(country: str, language: str, city: str, women: str, men: str, families: str) -> Origin:
    return Origin(
        country,
        language,
        city,
        tuple(women.split(", ")),
        tuple(men.split(", ")),
        tuple(families.split(", ")),
    )


# fmt: off
ORIGINS = (
    _origin("MAR", "fr", "Casablanca", "Salma, Nadia, Imane, Ghita", "Youssef, Karim, Hamza, Mehdi", "Benali, El Idrissi, Tazi, Berrada"),
    _origin("DZA", "fr", "Oran", "Lila, Amel, Yasmine", "Sofiane, Riad, Nassim", "Haddad, Meziane, Belkacem"),
    _origin("TUN", "fr", "Sfax", "Rim, Ines, Olfa", "Aymen, Bilel, Skander", "Trabelsi, Jaziri, Ben Amor"),
    _origin("FRA", "fr", "Lyon", "Camille, Élodie, Maëlle", "Julien, Rémi, Loïc", "Lefèvre, d’Arcy, Moreau-Fontaine, Garnier"),
    _origin("CMR", "fr", "Douala", "Solange, Estelle, Carine", "Serge, Alain, Thierry", "Ngono, Mbarga, Fotso, Eyenga"),
    _origin("CIV", "fr", "Abidjan", "Aya, Mariam, Affoué", "Koffi, Yao, Ibrahim", "Kouassi, Koné, N’Guessan"),
    _origin("SEN", "fr", "Dakar", "Awa, Fatou, Ndèye", "Mamadou, Cheikh, Ousmane", "Diop, Ndiaye, Sarr"),
    _origin("HTI", "fr", "Cap-Haïtien", "Mirlande, Roseline, Guerline", "Wilner, Jean-Robert, Évens", "Pierre-Louis, Desrosiers, Toussaint"),
    _origin("LBN", "fr", "Tripoli", "Rita, Maya, Joumana", "Elie, Tarek, Ziad", "Khoury, Saab, Nassar"),
    _origin("BRA", "en", "Recife", "Larissa, Beatriz, Thaís", "Rafael, Thiago, João Pedro", "da Silva Rocha, Carvalho, Nóbrega"),
    _origin("COL", "en", "Medellín", "Daniela, Luz Marina, Paola", "Andrés, Camilo, Mauricio", "Restrepo Vélez, Quiñones, Cárdenas"),
    _origin("MEX", "en", "Puebla", "Ximena, Guadalupe, Fernanda", "Emilio, Rodrigo, Óscar", "Ibáñez Luna, Zepeda, Muñoz"),
    _origin("IND", "en", "Pune", "Priya, Ananya, Kavitha", "Rohan, Arjun, Suresh", "Deshmukh, Iyer, Chatterjee"),
    _origin("PHL", "en", "Cebu", "Maricel, Jasmine, Liezel", "Jomar, Rodel, Arnel", "Dela Cruz, Villanueva, Abad"),
    _origin("VNM", "en", "Đà Nẵng", "Thị Mai, Thu Hà, Ngọc Anh", "Văn Hùng, Minh Quân, Đức", "Nguyễn, Trần, Phạm"),
    _origin("IDN", "en", "Bandung", ", Dewi, Sri", ", Budi, Agus", "Suharti, Wiranto, Pratama"),
    _origin("UKR", "en", "Lviv", "Oksana, Iryna, Solomiia", "Andrii, Taras, Bohdan", "Shevchuk, Kovalenko, Bondar"),
    _origin("USA", "en", "Burlington", "Megan, Ashley, Denise", "Tyler, Brandon, Marcus", "O’Brien-Walsh, Whitaker, Ortiz"),
)
# fmt: on


@dataclass(frozen=True)
class Invented:
    """An invented person: what a passport would say."""

    family_name: str
    given_names: str
    sex: str
    born: date
    origin: Origin

    @property
    def name(self) -> str:
        """Given names, then family names."""
        return f"{self.given_names} {self.family_name}".strip()


@dataclass(frozen=True)
class Relative:
    """An invented family member, and what that person asks for."""

    who: Invented
    relation: str
    applies_for: str


@dataclass(frozen=True)
class Family:
    """A kind of family: marital status, what the partner asks for (if there is one), children’s ages."""

    status: str
    partner: str = ""
    children: tuple[int, ...] = ()


# Every kind of family that the form knows, and every age from which a rule changes.
FAMILIES = (
    Family("single"),
    Family("married", "work-permit", (8, 3)),
    Family("common-law", "work-permit"),
    Family("married", "nothing", (14,)),
    Family("divorced", children=(11,)),
    Family("married", "work-permit", (17, 13, 6)),
    Family("single"),
    Family("common-law", "nothing", (0,)),
    Family("widowed", children=(18, 5)),
    Family("married", "work-permit"),
    Family("separated", children=(16,)),
)
YOUNGEST_PARENT = 18
ALICE = Invented("Benali", "Alice", "F", date(1990, 4, 2), ORIGINS[0])
ALICE_ADDRESS = "alice@example.test"


def adults(chance: Random, on: date) -> Iterator[Invented]:
    """People between 26 and 50 years old on a day, no two with one name; none once names run out."""
    names = [
        (origin, sex, given, family)
        for origin in ORIGINS
        for sex, all_given in (("F", origin.women), ("M", origin.men))
        for given in all_given
        for family in origin.families
    ]
    chance.shuffle(names)
    borne = set[str]()  # who has no given name may be a woman or a man
    for origin, sex, given, family in names:
        born = on - timedelta(days=chance.randrange(26 * 366, 50 * 365))
        one = Invented(family, given, sex, born, origin)
        if one.name not in borne:
            borne.add(one.name)
            yield one


def relatives(chance: Random, who: Invented, kind: Family, on: date) -> list[Relative]:
    """The family that a person has on a day: no two in it share a full name."""
    found: list[Relative] = []
    if kind.partner:
        relation = "spouse" if kind.status == "married" else "common-law"
        born = who.born + timedelta(days=chance.randrange(-700, 700))
        partner = _named(chance, who, found, born=born, sexes="M" if who.sex == "F" else "F")
        found.append(Relative(partner, relation, kind.partner))
    for years in kind.children:
        born = anniversary(on, -years) - timedelta(days=chance.randrange(30, 330))
        if born < anniversary(who.born, YOUNGEST_PARENT):
            continue
        child = _named(chance, who, found, born=born, family_name=who.family_name)
        found.append(Relative(child, "child", "study-permit" if years >= 5 else "nothing"))
    return found


def address_of(who: Invented, number: int) -> str:
    """An address in a domain that can never receive mail (RFC 2606)."""
    if who is ALICE:
        return ALICE_ADDRESS
    plain = unicodedata.normalize("NFKD", who.name).lower()
    plain = plain.replace("đ", "d").replace("’", "")
    words = "".join(
        letter if letter.isascii() and letter.isalpha() else " "
        for letter in plain
        if not unicodedata.combining(letter)
    )
    return f"{'.'.join(words.split())}.{number}@example.test"


def _named(
    chance: Random,
    who: Invented,
    others: list[Relative],
    *,
    born: date,
    sexes: str = "FM",
    family_name: str = "",
) -> Invented:
    """Somebody of the same origin, whose full name nobody in the family bears."""
    taken = {who.name, *(one.who.name for one in others)}
    named = [
        Invented(last, first, sex, born, who.origin)
        for last in ([family_name] if family_name else who.origin.families)
        for sex, given in (("F", who.origin.women), ("M", who.origin.men))
        for first in given
    ]
    free = [one for one in named if one.name not in taken and one.sex in sexes]
    return chance.choice(free)
