"""The virus scanner as an operator is told of it, where there are no settings yet."""

from impplus.outside import scanner
from impplus.words.text import Text


def faults(address: str) -> list[Text]:
    """That nobody answers at the address of a scanner, in words for an operator."""
    if not scanner.is_address(address) or scanner.answers(address):
        return []
    return [
        Text(
            en="SCANNER: no virus scanner answers there; files that people send wait.",
            fr="SCANNER\u00a0: aucun antivirus ne répond à cette adresse; les fichiers envoyés attendent.",
        )
    ]
