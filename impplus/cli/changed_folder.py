"""A changed copy of a programme's folder, and what is wrong with it in one sentence."""

from dataclasses import dataclass
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

from impplus.cli.folders import folder_named
from impplus.queries.refusals import NotUnderstood
from impplus.rules.folder import BadFolder
from impplus.rules.programme import Programme, load
from impplus.words import formats
from impplus.words.text import Text


def read(name: str) -> Programme:
    """The programme of a folder; NotUnderstood with everything that is wrong, by file and row."""
    folder = folder_named(name)
    try:
        with InWords(folder):
            return load(folder)
    except BadFolder as bad:
        raise NotUnderstood(_unusable(folder, formats.joined(bad.faults))) from None


@dataclass(frozen=True)
class InWords:
    """Tells whatever the Python of a folder raises, which nobody can list, as a sentence."""

    folder: Path
    about: str = ""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(fault, Exception | SystemExit) and not isinstance(fault, BadFolder):
            raise NotUnderstood(_unusable(self.folder, self._in_words(fault))) from None

    def _in_words(self, fault: Exception | SystemExit) -> Text:
        what = ": ".join(filter(None, (type(fault).__name__, _words(fault))))
        file, line = self._place(fault)
        where = f"{file}, line {line}: ", f"{file}, ligne {line}\u00a0: "
        case = f" (in the case {self.about})", f" (dans le cas {self.about})"
        en, fr = (
            f"{place if file else ''}{what}{name if self.about else ''}"
            for place, name in zip(where, case, strict=True)
        )
        return Text(en=en, fr=fr)

    def _place(self, fault: BaseException) -> tuple[str, int]:
        """The last line of the folder's own Python on the way to a fault, if there is one."""
        places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(fault.__traceback__)]
        if isinstance(fault, SyntaxError) and fault.filename:
            places.append((fault.filename, fault.lineno or 0))
        own = [(Path(file), line) for file, line in places]
        folder = self.folder.resolve()
        return next(
            ((file.name, line) for file, line in reversed(own) if file.parent.resolve() == folder),
            ("", 0),
        )


def _words(fault: BaseException) -> str:
    return fault.msg if isinstance(fault, SyntaxError) else str(fault)


def _unusable(folder: Path, fault: Text) -> Text:
    return Text(
        en=f"The folder {folder} cannot be used: {fault.en}.",
        fr=f"Le dossier {folder} ne peut pas être utilisé\u00a0: {fault.fr}.",
    )
