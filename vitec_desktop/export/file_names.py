"""Names and suffixes of exported files."""

import os.path
import re
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.webservice.request import ReportScope

WORKBOOK_SUFFIX = ".xlsx"
ZIP_SUFFIX = ".zip"
"""The suffix of a file name determines the format; see `exporter.write_report`."""

_REPORT = QT_TRANSLATE_NOOP("Export", "Tips och leads")

_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED_NAMES = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])", re.IGNORECASE)


class FileNameProblem(StrEnum):
    """Why a file name is invalid."""

    EMPTY = "empty"
    CHARACTERS = "characters"
    ENDING = "ending"  # Windows drops a trailing dot or space
    RESERVED = "reserved"  # a device name on Windows, whatever follows its first dot


class InvalidFileName(Struct, frozen=True):
    """Why a file name is invalid; `parts` are the illegal characters, or the reserved word."""

    problem: FileNameProblem
    parts: tuple[str, ...] = ()


def check_file_name(name: str) -> InvalidFileName | None:
    """Return why a file or folder cannot have `name`, given without suffix; None if it can.

    The rules are the same on all systems, because files are sent from one to another.
    """
    if not name.strip():
        return InvalidFileName(FileNameProblem.EMPTY)
    illegal = dict.fromkeys(_NOT_IN_FILE_NAMES.findall(name))
    if illegal:
        return InvalidFileName(FileNameProblem.CHARACTERS, tuple(illegal))
    if name.endswith((" ", ".")):
        return InvalidFileName(FileNameProblem.ENDING)
    stem = name.partition(".")[0].rstrip()
    if _RESERVED_NAMES.fullmatch(stem):
        return InvalidFileName(FileNameProblem.RESERVED, (stem,))
    return None


def report_title(language: Language) -> str:
    """Return the report's title: "Tips och leads"."""
    return language.text("Export", _REPORT)


def suggested_file_name(scope: ReportScope, language: Language, suffix: str = WORKBOOK_SUFFIX) -> str:
    """Return a file name with the period, such as "Tips och leads 2026-10-01–2026-10-31.xlsx"."""
    days = scope.first_day.isoformat()
    if scope.last_day != scope.first_day:
        days += f"–{scope.last_day.isoformat()}"
    return _NOT_IN_FILE_NAMES.sub(" ", f"{report_title(language)} {days}") + suffix


def safe_file_name(name: str, suffix: str) -> str:
    """Return `name` without characters that are illegal on any system, plus the suffix."""
    return (_NOT_IN_FILE_NAMES.sub(" ", name).strip(" .") or "-") + suffix


def free_path(target: Path, *other_suffixes: str) -> Path:
    """Return `target`, or the first of "Tips och leads (2).xlsx", "Tips och leads (3).xlsx" that nothing has yet.

    Nor may a file of that name with one of `other_suffixes` exist. Whoever writes it may find that another program was
    sooner. The name of a folder is taken whole, dots included.
    """
    suffix = target.suffix if target.suffix.lower() in (WORKBOOK_SUFFIX, ZIP_SUFFIX) else ""
    stem = name = target.name.removesuffix(suffix)
    number = 1
    while any(os.path.lexists(target.with_name(name + end)) for end in (suffix, *other_suffixes)):
        number += 1
        name = f"{stem} ({number})"
    return target.with_name(name + suffix)


def path_with_time(target: Path, moment: datetime) -> Path:
    """Return the path for a copy when `target` is in use: "Tips och leads 14.05.33.xlsx" in the same folder."""
    return target.with_name(f"{target.stem} {moment:%H.%M.%S}{target.suffix}")
