"""What an exported file and its sheets and tables are called."""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.webservice.request import ReportScope

MAX_SHEET_NAME_LENGTH = 31

_REPORT = QT_TRANSLATE_NOOP("Export", "Tips och leads")

_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED_NAMES = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])", re.IGNORECASE)
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NOT_IN_TABLE_NAMES = re.compile(r"\W")


class FileNameProblem(StrEnum):
    """Why nothing can be called so."""

    EMPTY = "empty"
    CHARACTERS = "characters"
    ENDING = "ending"  # Windows drops a dot or a blank there
    RESERVED = "reserved"  # Windows means a device by it, whatever follows its first dot


@dataclass(frozen=True, slots=True)
class InvalidFileName:
    """What is wrong with a file's name; `parts` are the characters, or the word, that it may not have."""

    problem: FileNameProblem
    parts: tuple[str, ...] = ()


def check_file_name(name: str) -> InvalidFileName | None:
    """What keeps a file or folder from being called `name`, without its ending, on any system; None where nothing does.

    The same on all of them: a file that is saved on one is sent to another.
    """
    if not name.strip():
        return InvalidFileName(FileNameProblem.EMPTY)
    refused = dict.fromkeys(_NOT_IN_FILE_NAMES.findall(name))
    if refused:
        return InvalidFileName(FileNameProblem.CHARACTERS, tuple(refused))
    if name.endswith((" ", ".")):
        return InvalidFileName(FileNameProblem.ENDING)
    first = name.partition(".")[0].rstrip()
    if _RESERVED_NAMES.fullmatch(first):
        return InvalidFileName(FileNameProblem.RESERVED, (first,))
    return None


def report_title(language: Language) -> str:
    """What the report is called: "Tips och leads"."""
    return language.text("Export", _REPORT)


def suggested_file_name(scope: ReportScope, language: Language, suffix: str = ".xlsx") -> str:
    """A file name that says what is inside, such as "Tips och leads 2026-10-01–2026-10-31.xlsx"."""
    days = scope.first_day.isoformat()
    if scope.last_day != scope.first_day:
        days += f"–{scope.last_day.isoformat()}"
    return _NOT_IN_FILE_NAMES.sub(" ", f"{report_title(language)} {days}") + suffix


def safe_file_name(name: str, suffix: str) -> str:
    """`name` as every system allows a file to be called, with its ending."""
    return (_NOT_IN_FILE_NAMES.sub(" ", name).strip(" .") or "-") + suffix


def path_with_time(target: Path, moment: datetime) -> Path:
    """Where to save a copy when `target` itself is open elsewhere: "Tips och leads 14.05.33.xlsx" beside it."""
    return target.with_name(f"{target.stem} {moment:%H.%M.%S}{target.suffix}")


def unique_sheet_name(wanted: str, taken: Container[str]) -> str:
    """`wanted` as Excel allows a sheet to be called, with a number where `taken` holds it already.

    Args:
        wanted: the list's name.
        taken: the names in use, case folded.
    """
    clean = _NOT_IN_SHEET_NAMES.sub(" ", wanted).strip(" '") or "-"
    return _first_free(clean, " ({})", taken, MAX_SHEET_NAME_LENGTH)


def unique_table_name(sheet: str, taken: Container[str]) -> str:
    """A name for the table on the sheet so called, as Excel's formulas and queries may call it."""
    name = _NOT_IN_TABLE_NAMES.sub("_", sheet).strip("_")
    if not name[:1].isalpha() or re.fullmatch(r"[A-Za-z]{1,3}\d*|[Rr]\d*[Cc]\d*", name):
        name = f"_{name}"  # else it could be read as a cell's address
    return _first_free(name, "_{}", taken, 255)


def unique_headings(headings: list[str]) -> list[str]:
    """The headings of a table, none of them empty, too long or twice (upper and lower case are one to Excel)."""
    unique: list[str] = []
    taken: set[str] = set()
    for number, heading in enumerate(headings, 1):
        clean = " ".join(heading.split()) or str(number)
        name = _first_free(clean, " {}", taken, 255)
        taken.add(name.casefold())
        unique.append(name)
    return unique


def _first_free(name: str, numbering: str, taken: Container[str], longest: int) -> str:
    candidate = name[:longest].strip()
    number = 2
    while candidate.casefold() in taken:
        suffix = numbering.format(number)
        candidate = name[: longest - len(suffix)].strip() + suffix
        number += 1
    return candidate
