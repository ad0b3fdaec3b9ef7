"""The programme that an operator names by its code."""

from impplus.programmes import ALL
from impplus.queries.refusals import NotUnderstood
from impplus.rules.programme import Programme
from impplus.words.text import Text


def programme_named(code: str) -> Programme:
    """The programme of a code; NotUnderstood with the codes that there are."""
    if code not in ALL:
        known = ", ".join(ALL)
        raise NotUnderstood(
            Text(
                en=f"There is no program {code}. There are: {known}.",
                fr=f"Il n’y a pas de programme {code}. Il y a\u00a0: {known}.",
            )
        )
    return ALL[code]
