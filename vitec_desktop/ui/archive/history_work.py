"""What was observed of each row of a report in the saved ones; read on a worker thread."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain

from PySide6.QtCore import QCoreApplication

from vitec_desktop.archive.changes import ChangedField, FieldChange
from vitec_desktop.archive.history import HistoryIndex, HistoryStep, HistoryStepKind
from vitec_desktop.archive.snapshot import Snapshot, iter_rows
from vitec_desktop.archive.store import ReportArchive
from vitec_desktop.report.columns import ColumnKind
from vitec_desktop.report.fields import ESTATE_STATUS
from vitec_desktop.report.formatting import display_text
from vitec_desktop.report.labels import ChangeKind
from vitec_desktop.report.language import Language
from vitec_desktop.report.statistics.columns import STATE_COLUMNS
from vitec_desktop.ui.archive.saved_report_controller import moment_text
from vitec_desktop.ui.common.jobs import JobContext
from vitec_desktop.ui.table.row_history import HistoryEntry, ObservedHistory
from vitec_desktop.ui.widgets.marks import Mark, mark_for
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.timestamps import swedish_today

translate = QCoreApplication.translate

RowSteps = Mapping[ListKind, Mapping[str, tuple[HistoryStep, ...]]]
"""The observations of each row with an id, the newest first, by list and id."""

_NO_VALUE = "–"
_STATE = STATE_COLUMNS[ListKind.TIPS]


def read_histories(archive: ReportArchive, snapshot: Snapshot, context: JobContext) -> RowSteps:
    """Return what was observed of the rows of a report, in all saved reports of its sources and in itself.

    Raises:
        ArchiveClosed
    """
    check = context.cancellation.raise_if_cancelled
    return find_histories(archive.load_before(snapshot.facts, check=check), snapshot)


def find_histories(earlier: Iterable[Snapshot], snapshot: Snapshot) -> RowSteps:
    """Return what was observed of the rows of a report, and of those that are gone, in these fetches and in itself."""
    index = HistoryIndex()
    for one in chain(earlier, (snapshot,)):
        index.add(one)
    found: dict[ListKind, dict[str, tuple[HistoryStep, ...]]] = {kind: {} for kind in ListKind}
    for kind, row, steps in index.gone_rows():
        if row.row_id:
            found[kind][row.row_id] = steps
    for kind, place, row in iter_rows(snapshot):
        if row.row_id:
            base_url = snapshot.sources_of_row(kind, place)[0].base_url
            found[kind][row.row_id] = index.steps(base_url, kind, row)
    return found


def describe_history(
    steps: tuple[HistoryStep, ...], language: Language, change: ChangeKind | None = None, since: datetime | None = None
) -> ObservedHistory:
    """Return the observations of a row as texts, none for one without an id.

    `change` is what has happened to it since the moment `since`.
    """
    note = translate(
        "History", "Vitec berättar hur det står till, inte när det ändrades. Tiderna är när rapporterna hämtades."
    )
    if not steps:
        note = translate("History", "Osäker: raden saknar id.")
    elif len(steps) == 1:
        unchanged = translate("History", "Inget har ändrats sedan dess.")
        note = f"{unchanged} {note}"
    entries = tuple(_entry(step, language) for step in steps)
    heading = translate("History", "Historik")
    if change is None or since is None:
        return ObservedHistory(heading, entries, note)
    texts = {
        ChangeKind.NEW: translate("History", "nytt sedan {moment}"),
        ChangeKind.CHANGED: translate("History", "ändrat sedan {moment}"),
        ChangeKind.GONE: translate("History", "borta sedan {moment}"),
    }
    return ObservedHistory(heading, entries, note, texts[change].format(moment=_moment(since, language)), change)


def _entry(step: HistoryStep, language: Language) -> HistoryEntry:
    seen_at = _moment(step.seen_at, language)
    if step.seen_before is None:
        moment = translate("History", "sågs första gången {moment}").format(moment=seen_at)
    else:
        between = translate("History", "mellan {before} och {after}")
        moment = between.format(before=_moment(step.seen_before, language), after=seen_at)
    if step.change is not None:
        text, mark = _change(step.change, language)
        return HistoryEntry(text, moment, mark)
    if step.kind is HistoryStepKind.GONE:
        return HistoryEntry(translate("History", "Borta"), moment, ChangeKind.GONE)
    if step.kind is HistoryStepKind.BACK:
        return HistoryEntry(translate("History", "Tillbaka"), moment, ChangeKind.NEW)
    return HistoryEntry(translate("History", "Först sedd"), moment, ChangeKind.NEW)


def _change(change: FieldChange, language: Language) -> tuple[str, Mark | None]:
    if change.field is ChangedField.STATE:
        text = display_text(_STATE, change.after, language) or _NO_VALUE
        return text, mark_for(ColumnKind.STATE, change.after)
    if change.field is ChangedField.ESTATE_STATUS:
        text = display_text(ESTATE_STATUS, change.after, language) or _NO_VALUE
        return text, mark_for(ColumnKind.ESTATE_STATUS, change.after)
    if change.field is ChangedField.ESTATE:
        if change.after is None:
            return translate("History", "Bostaden är inte kopplad längre"), ChangeKind.CHANGED
        return translate("History", "Bostad kopplad"), ChangeKind.CHANGED
    receiver = translate("History", "Ny mottagare: {before} → {after}")
    text = receiver.format(before=change.before or _NO_VALUE, after=change.after or _NO_VALUE)
    return text, ChangeKind.CHANGED


def _moment(moment: datetime, language: Language) -> str:
    return moment_text(moment, swedish_today(), language)
