"""Invented people: names, countries and families, the same for the same seed."""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

PASSPORT = "SPECIMEN"  # no authority numbers its passports so


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
OCCUPATIONS = {
    "en": ("Software developer", "Nurse", "Welder", "Civil engineer", "Early childhood educator"),
    "fr": (
        "Développement logiciel",
        "Soins infirmiers",
        "Soudage",
        "Génie civil",
        "Petite enfance",
    ),
}


@dataclass(frozen=True)
class Invented:
    """An invented person: what a passport would say."""

    family_name: str
    given_names: str
    sex: str
    born: date
    origin: Origin


@dataclass(frozen=True)
class Relative:
    """An invented family member, and what that person asks for."""

    who: Invented
    relation: str
    applies_for: str


def adult(chance: Random, today: date) -> Invented:
    """Someone between 23 and 48 years old."""
    origin = chance.choice(ORIGINS)
    sex = chance.choice("FM")
    born = today - timedelta(days=chance.randrange(23 * 365, 48 * 365))
    return _named(chance, origin, sex, born)


def relatives(chance: Random, who: Invented, today: date) -> tuple[str, list[Relative]]:
    """A marital status, and the family that goes with it."""
    status = chance.choices(
        ("single", "married", "common-law", "divorced", "widowed"), (38, 40, 14, 6, 2)
    )[0]
    family = []
    if status in ("married", "common-law"):
        relation = "spouse" if status == "married" else "common-law"
        born = who.born + timedelta(days=chance.randrange(-1500, 1500))
        other = "M" if who.sex == "F" else "F"
        partner = _named(chance, who.origin, other, min(born, today - timedelta(days=20 * 365)))
        asks = chance.choices(("work-permit", "nothing"), (85, 15))[0]
        family.append(Relative(partner, relation, asks))
    most = {"married": 3, "common-law": 2, "divorced": 2}.get(status, 0)
    oldest = min(who.born.year + 20, today.year - 1)
    for _ in range(chance.randint(0, most)):
        youth = max(1, min(17, today.year - oldest))
        born = today - timedelta(days=chance.randrange(200, youth * 365 + 1))
        child = _named(chance, who.origin, chance.choice("FM"), born, who.family_name)
        years = (today - born).days // 365
        asks = "study-permit" if years >= 5 else chance.choice(("study-permit", "nothing"))
        family.append(Relative(child, "child", asks))
    return status, family


def address_of(who: Invented, number: int) -> str:
    """An address in a domain that can never receive mail (RFC 2606)."""
    plain = unicodedata.normalize("NFKD", f"{who.given_names} {who.family_name}").lower()
    plain = plain.replace("đ", "d").replace("’", "")
    words = "".join(
        letter if letter.isascii() and letter.isalpha() else " "
        for letter in plain
        if not unicodedata.combining(letter)
    )
    return f"{'.'.join(words.split())}.{number}@example.test"


def studies_of(born: date, today: date) -> str:
    """The level of study at an age."""
    years = (today - born).days // 365
    levels = ((6, "pre-school"), (12, "primary"), (17, "secondary"))
    return next((level for limit, level in levels if years < limit), "post-secondary")


def _named(chance: Random, origin: Origin, sex: str, born: date, family_name: str = "") -> Invented:
    given = chance.choice(origin.women if sex == "F" else origin.men)
    return Invented(family_name or chance.choice(origin.families), given, sex, born, origin)
