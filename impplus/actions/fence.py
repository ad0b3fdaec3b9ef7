"""The fence around the processes that read files: what this machine lacks of it, in words for an operator."""

from impplus.outside.files import asking
from impplus.words.text import Text

NO_PROCESS = Text(
    en="Files cannot be read: the process that reads them does not start (see the log).",
    fr="Les fichiers ne peuvent pas être lus\u00a0: le processus qui les lit ne démarre pas (voir le journal).",
)


def faults() -> list[Text]:
    """One sentence for each layer that files are read without; a process is started to find out."""
    try:
        missing = asking.missing_layers()
    except asking.Died:
        return [NO_PROCESS]
    return [
        Text(
            en=f"Files are read without “{name}”, which this machine does not have or allow.",
            fr=f"Les fichiers sont lus sans «\u00a0{name}\u00a0», que cette machine n’offre pas ou ne permet pas.",
        )
        for name in missing
    ]
