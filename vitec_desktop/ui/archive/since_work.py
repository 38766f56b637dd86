"""What has changed since a saved report, as the strip shows it; computed on a worker thread."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from vitec_desktop.archive.change_texts import change_text
from vitec_desktop.archive.changes import (
    NotCompared,
    NotComparedReason,
    ReportChanges,
    RowChange,
    find_changes,
    has_common_days,
    has_reached,
    was_declined,
    was_handled,
)
from vitec_desktop.archive.handling_time import HandlingTime, HandlingTimes, find_handling_times, interval_text
from vitec_desktop.archive.retention import SavedReport
from vitec_desktop.archive.selection import Since, SinceKind
from vitec_desktop.archive.snapshot import Snapshot, take_snapshot
from vitec_desktop.archive.store import ReportArchive
from vitec_desktop.report.fields import CHANGE_KEY, LEAD_ID, TIP_CREATED, TIP_ID
from vitec_desktop.report.filters import RowFilter, ValueFilter
from vitec_desktop.report.formatting import (
    format_count,
    format_days,
    format_leads,
    format_leads_and_tips,
    format_period,
    format_tips,
)
from vitec_desktop.report.labels import ChangeKind, EstateStep, StateGroup
from vitec_desktop.report.language import Language
from vitec_desktop.report.outcome_counts import unhandled_text
from vitec_desktop.report.report import Report, mark_changes, with_change
from vitec_desktop.report.statistics import StatisticKey, statistic_definition, statistic_name
from vitec_desktop.ui.archive.saved_report_controller import moment_text
from vitec_desktop.ui.archive.since_card import SinceChoice, SinceCount, SinceData, SinceRows
from vitec_desktop.ui.common.jobs import JobContext
from vitec_desktop.ui.table.table_changes import GONE_ROWS, TableChanges
from vitec_desktop.ui.widgets.marks import Mark
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import LoginCustomers, ReportRequest
from vitec_desktop.webservice.result import FetchedReport
from vitec_desktop.webservice.session import Session
from vitec_desktop.webservice.timestamps import swedish_today

translate = QCoreApplication.translate

_MAX_CHOICES = 12
_MAX_WARNINGS = 2
_MAX_NAMES = 3
_ID_KEYS = {ListKind.INCOMING: LEAD_ID.key, ListKind.OUTGOING: LEAD_ID.key, ListKind.TIPS: TIP_ID.key}
_BOTH = (ListKind.INCOMING, ListKind.TIPS)


class _Counted(Struct, frozen=True):
    """What one count of the strip counts; the fields are those of `SinceCount`."""

    name: str
    text: str
    text_of_one: str
    mark: Mark
    test: Callable[[RowChange], bool]
    kinds: tuple[ListKind, ...] = _BOTH

    def words(self, count: int) -> str:
        """Return the word or words after the number."""
        return self.text_of_one if count == 1 else self.text


class SinceResult(Struct, frozen=True):
    """The changes since a saved report, what the strip shows of them, and what each table does."""

    changes: ReportChanges
    data: SinceData
    kind: SinceKind
    tables: Mapping[ListKind, TableChanges]
    times: HandlingTimes | None = None


def compare_with_saved(
    archive: ReportArchive,
    snapshot: Snapshot,
    report: Report,
    report_id: str,
    language: Language,
    context: JobContext,
) -> SinceResult | None:
    """Compare a fetch with a saved report, or with the default one for ""; None if there is none to compare with.

    Raises:
        ArchiveClosed
    """
    check = context.cancellation.raise_if_cancelled
    facts = snapshot.facts
    if report_id:
        kind = SinceKind.SAVED_REPORT
        earlier = archive.find_earlier(facts, Since(kind, report_id=report_id), check=check)
    else:
        earlier, kind = archive.find_default_earlier(facts, check=check)
    if earlier.snapshot is None or earlier.saved is None:
        return None
    changes = find_changes(earlier.snapshot, snapshot, check)
    if changes.is_nothing_compared:
        return None
    exports = set(archive.settings.exports)
    reports = [one for one in archive.list().reports if _is_choice(one, snapshot)][:_MAX_CHOICES]
    data = _build_data(changes, earlier.saved, reports, exports, language)
    return SinceResult(changes, data, kind, _table_changes(changes, report, language))


def compare_with_sample(
    snapshot: Snapshot,
    report: Report,
    login: LoginCustomers,
    session: Session,
    earlier_report: Callable[[Session, ReportRequest], FetchedReport],
    language: Language,
    context: JobContext,
) -> SinceResult:
    """Compare a fetch of the sample service with what it would have sent earlier; nothing is read or saved."""
    facts = snapshot.facts
    customers = tuple(one for one in login.customers if one in facts.scope.customers)
    logins = (LoginCustomers(login.login, customers),)
    request = ReportRequest(logins, facts.first_day, facts.last_day, facts.status)
    before = take_snapshot(earlier_report(session, request), request, session)
    changes = find_changes(before, snapshot, context.cancellation.raise_if_cancelled)
    saved = SavedReport("", before.facts, 0)
    data = _build_data(changes, saved, (saved,), set(), language)
    data = replace(data, caption=translate("Since", "exempeldata"))
    times = find_handling_times([before], snapshot)
    return SinceResult(changes, data, SinceKind.EARLIER_DAY, _table_changes(changes, report, language), times)


def find_saved_times(archive: ReportArchive, snapshot: Snapshot, context: JobContext) -> HandlingTimes:
    """Return how long it took until rows of a fetch were handled, as observed in all saved reports before it.

    Raises:
        ArchiveClosed
    """
    earlier = archive.load_before(snapshot.facts, check=context.cancellation.raise_if_cancelled)
    return find_handling_times(earlier, snapshot, by_person=archive.settings.are_times_by_person)


def handling_time_texts(times: HandlingTimes, language: Language) -> tuple[str, str]:
    """Return the line and its tooltip, with a line for each office; "" where nothing was observed."""
    if times.is_empty:
        return "", ""
    text = f"{statistic_name(StatisticKey.HANDLING_TIME, language)}: {_times_text(times.total, language)}"
    hint = statistic_definition(StatisticKey.HANDLING_TIME, language)
    offices = times.offices[:_MAX_CHOICES] if len(times.offices) > 1 else ()
    nameless = translate("Since", "Utan kontor")
    lines = [f"{one.office or nameless}: {_times_text(one, language)}" for one in offices]
    if len(offices) < len(times.offices) and offices:
        lines.append("…")
    return text, "\n".join((hint, *lines))


def _times_text(time: HandlingTime, language: Language) -> str:
    """Return "5–8 tim för 24 hanterade, 6 väntar"."""
    waiting = translate("Since", "{count} väntar").format(count=format_count(time.waiting, language))
    if not time.handled:
        return waiting
    handled = (
        translate("Since", "{time} för {count} hanterade")
        if time.handled > 1
        else translate("Since", "{time} för {count} hanterad")
    )
    first = handled.format(time=interval_text(time, language), count=format_count(time.handled, language))
    return f"{first}, {waiting}" if time.waiting else first


def _table_changes(changes: ReportChanges, report: Report, language: Language) -> dict[ListKind, TableChanges]:
    """Return the rows of the report with what has changed in them, and those that are gone."""
    by_index = changes.by_index
    marked = mark_changes(report, {kind: {n: one.kind for n, one in rows.items()} for kind, rows in by_index.items()})
    fetched_on = changes.since.swedish_time.date()
    found = {}
    for kind in ListKind:
        rows = marked.tables.get(kind, ())
        texts = {rows[number]: change_text(one, language) for number, one in by_index[kind].items() if one.fields}
        gone = [one.row(fetched_on) for one in changes.gone if one.list_kind is kind]
        found[kind] = TableChanges(rows, [with_change(kind, row, ChangeKind.GONE) for row in gone], texts)
    return found


def _is_choice(saved: SavedReport, snapshot: Snapshot) -> bool:
    return saved.facts.fetched_at < snapshot.facts.fetched_at and has_common_days(saved.facts, snapshot.facts)


def _build_data(
    changes: ReportChanges,
    saved: SavedReport,
    reports: Iterable[SavedReport],
    exports: set[str],
    language: Language,
) -> SinceData:
    moment = moment_text(saved.fetched_at, swedish_today(), language)
    counts = tuple(_counts(changes, moment, language))
    if changes.is_everything_compared:
        unchanged = translate("Since", "Inget har ändrats sedan {moment}.")
    else:
        unchanged = translate("Since", "Inget har ändrats sedan {moment} i det som kan jämföras.")
    return SinceData(
        translate("Since", "Sedan {moment}").format(moment=moment),
        _origin_text(saved, exports),
        translate("Since", "ändringar sedan {moment}").format(moment=moment),
        counts if changes.changes else (),
        unchanged.format(moment=moment),
        _warning(changes.not_compared, saved, language),
        tuple(_choice(one, exports, language) for one in reports),
        saved.id,
    )


def _choice(saved: SavedReport, exports: set[str], language: Language) -> SinceChoice:
    moment = moment_text(saved.fetched_at, swedish_today(), language)
    period = format_period(saved.facts.first_day, saved.facts.last_day, language)
    return SinceChoice(saved.id, f"{moment}, {_origin_text(saved, exports)}, {period}")


def _origin_text(saved: SavedReport, exports: set[str]) -> str:
    if saved.id in exports:
        return translate("Since", "exporterad")
    return translate("Since", "sparad hämtning")


def _counts(changes: ReportChanges, moment: str, language: Language) -> Iterator[SinceCount]:
    new_leads, new_lead = translate("Since", "nya leads"), translate("Since", "nytt lead")
    new_tips, new_tip = translate("Since", "nya tips"), translate("Since", "nytt tips")
    handled, handled_one = translate("Since", "tagna om hand"), translate("Since", "taget om hand")
    won, sold, gone = translate("Since", "→ Intag"), translate("Since", "→ Sålt"), translate("Since", "borta")
    declined, declined_one = translate("Since", "avböjda"), translate("Since", "avböjt")
    counted = (
        _Counted("NewLeads", new_leads, new_lead, ChangeKind.NEW, _is_new, (ListKind.INCOMING,)),
        _Counted("NewTips", new_tips, new_tip, ChangeKind.NEW, _is_new, (ListKind.TIPS,)),
        _Counted("Handled", handled, handled_one, StateGroup.PROGRESS, was_handled),
        _Counted("Won", won, won, EstateStep.ASSIGNMENT, _was_won),
        _Counted("Sold", sold, sold, EstateStep.SOLD, _was_sold),
        _Counted("Declined", declined, declined_one, StateGroup.DECLINED, was_declined),
        _Counted("Gone", gone, gone, ChangeKind.GONE, lambda one: one.kind is ChangeKind.GONE),
    )
    for one in counted:
        by_list = {
            kind: [change for change in changes.changes if change.list_kind is kind and one.test(change)]
            for kind in one.kinds
        }
        total = sum(map(len, by_list.values()))
        if one.mark is ChangeKind.NEW:
            detail = unhandled_text(changes.counts.new_unhandled[one.kinds[0]], language)
        else:
            detail = _lists_text(by_list, language)
        spoken = translate("Since", "{count} {text} sedan {moment}, {detail}")
        count, text = format_count(total, language), one.words(total)
        yield SinceCount(
            one.name,
            count,
            text,
            detail if total else "",
            one.mark,
            tuple(_lists(one, by_list, total, language)),
            spoken.format(count=count, text=text, moment=moment, detail=detail),
        )


def _lists(
    counted: _Counted, by_list: Mapping[ListKind, Sequence[RowChange]], total: int, language: Language
) -> Iterator[SinceRows]:
    """Yield the rows of each list, such as "3 leads tagna om hand"."""
    for kind, found in by_list.items():
        if not found:
            continue
        count = len(found)
        text = format_leads(count, language) if kind is ListKind.INCOMING else format_tips(count, language)
        number = format_count(count, language) if count == total else text
        yield SinceRows(text, f"{number} {counted.words(count)}", _row_filter(kind, found))


def _row_filter(kind: ListKind, changes: Sequence[RowChange]) -> RowFilter:
    """Return a filter for rows by their ids; one without an id is told from others by the moment it was created.

    Rows that are gone are found by that: of one list they are always counted all together.
    """
    if all(one.kind is ChangeKind.GONE for one in changes):
        return RowFilter(kind, {CHANGE_KEY: GONE_ROWS})
    ids = ValueFilter(frozenset(one.row_id for one in changes))
    if None not in ids.values:
        return RowFilter(kind, {_ID_KEYS[kind]: ids})
    created = ValueFilter(frozenset(TIP_CREATED.read([one.wire_row for one in changes])))
    return RowFilter(kind, {_ID_KEYS[kind]: ids, TIP_CREATED.key: created})


def _is_new(change: RowChange) -> bool:
    return change.kind is ChangeKind.NEW


def _was_won(change: RowChange) -> bool:
    return has_reached(change, EstateStep.ASSIGNMENT)


def _was_sold(change: RowChange) -> bool:
    return has_reached(change, EstateStep.SOLD)


def _lists_text(by_list: Mapping[ListKind, Sequence[RowChange]], language: Language) -> str:
    leads, tips = (len(by_list.get(kind, ())) for kind in _BOTH)
    return format_leads_and_tips(leads, tips, language)


def _warning(not_compared: Sequence[NotCompared], saved: SavedReport, language: Language) -> str:
    """Return what cannot be compared, and why; the first of it."""
    texts = {
        NotComparedReason.MISSING_THEN: translate(
            "Since", "{what} kan inte jämföras: saknas i rapporten från {moment}."
        ),
        NotComparedReason.MISSING_NOW: translate("Since", "{what} kan inte jämföras: saknas i den här rapporten."),
        NotComparedReason.OTHER_STATUS: translate(
            "Since", "{what} kan inte jämföras: rapporten från {moment} har en annan omfattning."
        ),
    }
    moment = moment_text(saved.fetched_at, swedish_today(), language)
    lines = []
    for one in not_compared[:_MAX_WARNINGS]:
        names = ", ".join(one.customers[:_MAX_NAMES]) + (" …" if len(one.customers) > _MAX_NAMES else "")
        days = format_days(one.first_day, one.last_day, language)
        lines.append(texts[one.reason].format(what=f"{names}, {days}", moment=moment))
    if len(not_compared) > _MAX_WARNINGS:
        lines.append(translate("Since", "Det finns mer som inte kan jämföras."))
    return " ".join(lines)
