"""Every mistake a person can make with a file, a setting or a link, said so that they can mend it.

    DatelineError
    ├── BadDate       a date that cannot be read, or not in one way only
    ├── BadValue      a figure that cannot be read, or not in one way only
    ├── BadCell       any other cell
    ├── BadFile       a file that is no CSV, or cannot be read as one
    │   ├── BadEncoding   one whose letters may be several, until its owner says which
    │   ├── DiskFull      one for whose tables there is no room
    │   └── Unforeseen    one in which something is that we did not foresee: a bug of ours, said all the same
    ├── BadColumns    a CSV in which the columns that must be there are not found
    ├── BadSettings   the TOML file beside it
    ├── BadView       a link
    ├── BadEdit       a change that would leave cells which cannot be read
    ├── Conflict      a cell that somebody else changed meanwhile
    ├── EngineError   a database that cannot be reached, or cannot answer
    └── NotYetKnown   a question about a file that is still being read

Anything else that is raised is our own bug, and should be loud.
"""

# ruff: noqa: N818 - the names say what is bad in the reader's words: "bad date", not "date error"
import logging
import traceback
from dataclasses import dataclass
from pathlib import Path

OURS = Path(__file__).parent
PROGRAM = "dateline" if OURS.parent.name == "_app" else "python app.py"
"""What one types to run a command: installed as a package, or in the repository."""
MOST_SHOWN = 200
"""Characters of a cell that a problem quotes."""


def shown(text: str, most: int = MOST_SHOWN) -> str:
    """What was written, in curly quotes, shortened with an ellipsis where it is long.

    >>> shown("2022-13-01")
    '“2022-13-01”'
    >>> shown("x" * 99, most=5)
    '“xxxx…”'
    """
    return f"“{text if len(text) <= most else text[: most - 1] + '…'}”"


class DatelineError(Exception):
    """A mistake we can explain: what is wrong, what was there, and what to write instead."""

    def __init__(self, message: str, *, text: str = "", advice: str = "") -> None:
        self.message = message
        self.text = text
        self.advice = advice
        super().__init__(f"{message} {advice}" if advice else message)

    def __reduce__(self) -> "tuple[object, tuple[type[DatelineError], dict[str, object]]]":
        """Errors travel between processes: uploads are read in a child."""
        return _again, (type(self), dict(self.__dict__, args=self.args))


def _again(kind: type[DatelineError], attributes: dict[str, object]) -> DatelineError:
    error = kind.__new__(kind)
    error.args = attributes.pop("args")  # type: ignore[assignment]
    error.__dict__.update(attributes)
    return error


class BadDate(DatelineError):
    """A date that cannot be read. `text` is what was written, `advice` what to write instead."""


class BadValue(DatelineError):
    """A figure that cannot be read. `text` is what was written, `advice` what to write instead."""


class BadCell(DatelineError):
    """A cell of any other column that cannot be read."""


class BadFile(DatelineError):
    """A file that is not a CSV, or that cannot be read as one."""


class BadEncoding(BadFile):
    """A file whose bytes may stand for several letters: `data.files.encoding.likely_encodings` offers which."""


class DiskFull(BadFile):
    """A file that cannot be read, since the disk is full on which its tables are made."""


class Unforeseen(BadFile):
    """A file that met a fault of ours. Its reader gets a sentence, the log what went wrong and where."""


def unforeseen(name: str, error: BaseException) -> Unforeseen:
    """The sentence for an error that nobody foresaw while a file was read; written down for whoever runs this."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if OURS in Path(frame.filename).parents]
    where = f"{Path(frames[-1].filename).relative_to(OURS)}, line {frames[-1].lineno}" if frames else "a library"
    logging.getLogger(__name__).error(
        "%s could not be read: %s at %s: %s", name, type(error).__name__, where, " ".join(str(error).split())[:500]
    )
    return Unforeseen(
        f"{name} could not be read: there is something in it that was not foreseen ({where}).", text=name,
        advice="Save it again, as CSV (UTF-8) if you can; the fault is ours, and it has been written down.",
    )  # fmt: skip


class BadColumns(DatelineError):
    """A CSV without a column that must be there. `report` says what was understood, `missing` what was not found."""

    def __init__(self, report: object, missing: tuple[str, ...], message: str = "") -> None:
        self.report = report
        self.missing = tuple(missing)
        names = " and ".join(f"“{name}”" for name in self.missing)
        super().__init__(message or f"No column was found for {names}.", advice="Choose the column, or rename it.")


class BadSettings(DatelineError):
    """A mistake in the settings file beside the CSV."""


class BadView(DatelineError):
    """A link that asks for something that cannot be."""


class BadEdit(DatelineError):
    """A change that would leave cells which cannot be read. `problems` says which, and what to write instead."""

    def __init__(self, problems: "tuple[Problem, ...]") -> None:
        self.problems = problems
        super().__init__(
            "Nothing was changed. " + " ".join(f"{each.column or 'row'}: {each.message}" for each in problems)
        )


class Conflict(DatelineError):
    """A cell that is not what it was when somebody began to change it. `theirs` is what it says now, `mine` what was
    to be written."""

    def __init__(self, column: str, mine: str, theirs: str, by: str = "") -> None:
        self.column, self.mine, self.theirs = column, mine, theirs
        who = f" {by}" if by else ""
        super().__init__(
            f"{column} was changed meanwhile{who}: it says {shown(theirs)} now, and you wrote {shown(mine)}.",
            text=theirs, advice="Choose one of them, and save again.",
        )  # fmt: skip


class EngineError(DatelineError):
    """A database that cannot be reached, may not be asked, or cannot answer. `is_lost` where it may come back."""

    def __init__(self, message: str, *, advice: str = "", is_lost: bool = False) -> None:
        self.is_lost = is_lost
        super().__init__(message, advice=advice)


class NotYetKnown(DatelineError):
    """A question about a file of which, while it is being read, nothing is known but its days."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell or row that could not be read: where, what was there, what to write instead.

    `row` counts records below the header from 1; `column` is the header as in the file, "" for the whole row;
    `is_fatal` where the row gave no event.
    """

    row: int
    column: str
    value: str
    message: str
    is_fatal: bool = False

    def __post_init__(self) -> None:
        if len(self.value) > MOST_SHOWN:
            object.__setattr__(self, "value", self.value[: MOST_SHOWN - 1] + "…")
