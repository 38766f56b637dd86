from datetime import date, datetime

from msgspec.structs import replace

from tests.report.factories import FETCHED_ON, FULL_ROWS, INCOMING, OUTGOING, TIP
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import build_report, build_rows
from vitec_desktop.webservice.errors import AccessRefused
from vitec_desktop.webservice.models import IncomingLead, IncomingLeadFacts, ListKind, WireRow
from vitec_desktop.webservice.request import Customer, ReportScope
from vitec_desktop.webservice.result import DamagedPart, FailedPart, FetchedReport, RequestPart
from vitec_desktop.webservice.timestamps import SWEDEN

SOLNA = Customer("M30011", "Norrby Solna")
SCOPE = ReportScope((SOLNA,), date(2026, 10, 1), date(2026, 10, 31))
FETCHED_AT = datetime(2026, 11, 24, 14, 5, tzinfo=SWEDEN)


def lead(id_: str, created_at: str | None) -> IncomingLead:
    return IncomingLead(created_at, lead=IncomingLeadFacts(id_))


def ids(rows: tuple[tuple[object, ...], ...]) -> list[object]:
    place = [column.key for column in COLUMNS[ListKind.INCOMING]].index("lead.id")
    return [row[place] for row in rows]


def test_a_row_holds_its_values_in_the_columns_order() -> None:
    for kind, wire_row in FULL_ROWS.items():
        [row] = build_rows(kind, [wire_row], FETCHED_ON)
        values = {column.key: column.read([wire_row])[0] for column in COLUMNS[kind]} | {"age": 26}
        assert row == tuple(values.values())
        assert len(row) == len(COLUMNS[kind])


def test_rows_are_built_in_the_order_they_came() -> None:
    leads = [lead("1", "2026-10-01T00:00:00"), lead("2", "2026-10-03T00:00:00"), lead("3", None)]
    assert ids(tuple(build_rows(ListKind.INCOMING, iter(leads), FETCHED_ON))) == ["1", "2", "3"]
    many = [str(number) for number in range(1_203)]
    leads = [lead(one, "2026-10-01T00:00:00") for one in many]
    assert ids(tuple(build_rows(ListKind.INCOMING, iter(leads), FETCHED_ON))) == many


def test_a_rows_age_is_in_whole_days_until_the_fetch() -> None:
    created = ("2026-11-24T23:59:00", "2026-11-23T23:59:00", "2026-11-25T00:01:00", "2026-10-24T22:30:00Z", None)
    leads = [lead(str(number), moment) for number, moment in enumerate(created)]
    place = [column.key for column in COLUMNS[ListKind.INCOMING]].index("age")
    assert [row[place] for row in build_rows(ListKind.INCOMING, leads, FETCHED_ON)] == [0, 1, 0, 30, None]


def test_no_rows_are_no_rows() -> None:
    assert build_rows(ListKind.TIPS, [], FETCHED_ON) == []


def test_a_report_has_its_newest_rows_first_and_those_without_a_time_last() -> None:
    leads = [
        lead("old", "2026-10-01T12:00:00.0000000+02:00"),
        lead("undated", None),
        lead("new", "2026-10-31T12:00:00.0000000+01:00"),
        lead("twin of old", "2026-10-01T12:00:00.0000000+02:00"),
        lead("unreadable", "igår"),
    ]
    report = build_report(FetchedReport(SCOPE, {ListKind.INCOMING: leads}, FETCHED_AT))
    assert ids(report.tables[ListKind.INCOMING]) == ["new", "old", "twin of old", "undated", "unreadable"]


def test_a_report_keeps_what_is_known_about_it() -> None:
    part = RequestPart("key", SOLNA, date(2026, 10, 1), date(2026, 10, 31))
    missing = (FailedPart(part, AccessRefused("M30011")),)
    rows: dict[ListKind, list[WireRow]] = {
        ListKind.INCOMING: [INCOMING],
        ListKind.OUTGOING: [OUTGOING],
        ListKind.TIPS: [TIP, TIP],
    }
    report = build_report(FetchedReport(SCOPE, rows, FETCHED_AT, missing, (DamagedPart(part, 2),)))
    assert (report.scope, report.fetched_at, report.failed_parts, report.damaged_rows) == (
        SCOPE,
        FETCHED_AT,
        missing,
        2,
    )
    assert not report.is_complete
    assert report.row_count == 4
    assert not replace(report, failed_parts=()).is_complete
    assert replace(report, failed_parts=(), damaged_parts=()).is_complete


def test_a_list_that_did_not_come_is_empty() -> None:
    report = build_report(FetchedReport(SCOPE, {}, FETCHED_AT))
    assert report.is_complete
    assert report.tables == dict.fromkeys(ListKind, ())
