"""What a file says about changes since an earlier fetch: the comparison, or why there is none."""

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from vitec_desktop.report.formatting import format_datetime
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.report import Report, mark_changes

if TYPE_CHECKING:
    from vitec_desktop.archive.changes import ReportChanges
    from vitec_desktop.archive.handling_time import HandlingTimes
    from vitec_desktop.archive.selection import SinceKind
    from vitec_desktop.archive.snapshot import SnapshotFacts


class ChangesProblem(StrEnum):
    """Why a report is compared with nothing, or not with what was asked for, or was not saved."""

    LOCKED = "locked"  # the keyring gives no answer
    NO_KEY = "no key"
    NO_KEYRING = "no keyring"
    COPIED = "copied"
    LAST_DAMAGED = "last damaged"  # the report before it is compared with, if there is one
    DAMAGED = "damaged"  # one of the saved reports; nothing was compared
    NOT_SAVED = "not saved"  # the disk refused


PROBLEM_TEXTS = {
    ChangesProblem.LOCKED: QT_TRANSLATE_NOOP(
        "Export", "Nyckelringen är låst eller svarar inte, så sparade rapporter kunde inte öppnas."
    ),
    ChangesProblem.NO_KEY: QT_TRANSLATE_NOOP(
        "Export", "Nyckeln till sparade rapporter finns inte i datorns nyckelring, så de kunde inte öppnas."
    ),
    ChangesProblem.NO_KEYRING: QT_TRANSLATE_NOOP(
        "Export", "Datorn har ingen säker nyckelring, så rapporter kan inte sparas."
    ),
    ChangesProblem.COPIED: QT_TRANSLATE_NOOP(
        "Export", "Sparade rapporter är kopierade från en annan plats och är stängda tills de har tagits över."
    ),
    ChangesProblem.LAST_DAMAGED: QT_TRANSLATE_NOOP(
        "Export", "Den senaste sparade rapporten är skadad. Jämförelsen är med den före, om det finns någon."
    ),
    ChangesProblem.DAMAGED: QT_TRANSLATE_NOOP(
        "Export", "En sparad rapport är skadad och har lagts åt sidan. Den här hämtningen är sparad."
    ),
    ChangesProblem.NOT_SAVED: QT_TRANSLATE_NOOP("Export", "Den här rapporten kunde inte sparas på datorn."),
}

_SINCE = QT_TRANSLATE_NOOP("Export", "Sedan {moment}")
_NO_EARLIER = QT_TRANSLATE_NOOP("Export", "Det finns ingen tidigare sparad rapport att jämföra med.")
_SINCE_NAMES = {
    "last": QT_TRANSLATE_NOOP("Export", "senast sparade rapport"),
    "last-export": QT_TRANSLATE_NOOP("Export", "senaste exporten"),
    "earlier day": QT_TRANSLATE_NOOP("Export", "senaste hämtningen en tidigare dag"),
    "day": QT_TRANSLATE_NOOP("Export", "sparad rapport"),
    "saved report": QT_TRANSLATE_NOOP("Export", "sparad rapport"),
}


class ChangesContent(Struct, frozen=True):
    """The changes since an earlier fetch.

    Attributes:
        changes: None if there is no earlier report, or it could not be opened.
        since: what was asked for.
        problem: what went wrong; None for nothing.
        is_compared: False if only saving was asked for: then there is no sheet and no column.
        times: how long it took until rows were handled; None if that is not known.
    """

    changes: "ReportChanges | None"
    since: "SinceKind"
    problem: ChangesProblem | None = None
    is_compared: bool = True
    times: "HandlingTimes | None" = None

    def since_text(self, language: Language) -> str:
        """Return "Sedan 2026-11-23 14:05, senaste exporten", or that there is nothing to compare with."""
        if self.changes is not None:
            name = language.text("Export", _SINCE_NAMES[self.since.value])
            return f"{since_moment(self.changes.since, language)}, {name}"
        return self.problem_text(language) or language.text("Export", _NO_EARLIER)

    def problem_text(self, language: Language) -> str:
        """Return what went wrong; "" for nothing."""
        return language.text("Export", PROBLEM_TEXTS[self.problem]) if self.problem else ""


def compared_report(report: Report, content: ChangesContent | None) -> Report:
    """Return the report with what has changed in its column, if it is compared."""
    if content is None or content.changes is None or not content.is_compared:
        return report
    by_index = content.changes.by_index
    kinds = {list_kind: {number: one.kind for number, one in rows.items()} for list_kind, rows in by_index.items()}
    return mark_changes(report, kinds)


def since_moment(facts: "SnapshotFacts", language: Language) -> str:
    """Return "Sedan 2026-11-23 14:05"."""
    moment = format_datetime(facts.swedish_time.replace(tzinfo=None))
    return language.text("Export", _SINCE).format(moment=moment)
