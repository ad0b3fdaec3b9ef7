"""How a source is cited in each language, worked out from the one form that rows, answers and records keep."""

from impplus.words.text import Text

# “IRPR / RIPR 303.2”: the instrument in both languages, then the section.
INSTRUMENTS = {
    "IRPR / RIPR": Text(en="IRPR", fr="RIPR"),
    "IRPA / LIPR": Text(en="IRPA", fr="LIPR"),
    "SOR/2022-128 / DORS/2022-128": Text(en="SOR/2022-128", fr="DORS/2022-128"),
}
RANGE = "–"


def cited(cite: str) -> Text:
    """“IRPR, s. 303.2”, « RIPR, art. 303.2 »; “IRCC, Refunds”, « IRCC, Remboursements »."""
    for written, instrument in INSTRUMENTS.items():
        if cite.startswith(f"{written} "):
            section = cite.removeprefix(f"{written} ")
            sign = "ss." if RANGE in section else "s."
            return Text(
                en=f"{instrument.en}, {sign}\u00a0{section}",
                fr=f"{instrument.fr}, art.\u00a0{section.replace(RANGE, '\u00a0à\u00a0')}",
            )
    body, between, topic = cite.partition(" / ")
    if not between:
        return Text(en=cite, fr=cite)
    english, _, french = topic.partition(f" {RANGE} ")
    return Text(en=f"{body}, {english}", fr=f"{body}, {french or english}")
