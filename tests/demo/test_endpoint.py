"""The responses of the sample service, over a real socket."""

import gzip
from datetime import date, timedelta
from http.client import HTTPConnection
from itertools import pairwise, product
from urllib.parse import urlsplit

import msgspec
import pytest

from tests.demo.conftest import PATH, TODAY, Client, basic, incoming
from tests.helpers.waiting import LONGEST_WAIT
from vitec_desktop.demo.service import DateToRule, DemoService
from vitec_desktop.webservice.models import ROW_MODELS, ActiveStatus, ListKind, WireRow

LISTS = {"incomingLeads", "outgoingLeads", "tips"}


def decode(kind: ListKind, rows: list[object]) -> list[WireRow]:
    return [msgspec.convert(row, ROW_MODELS[kind]) for row in rows]


def test_a_report_has_the_three_lists(client: Client) -> None:
    reply = client.report()
    assert reply.status == 200
    assert reply.headers["content-type"].startswith("application/json")
    assert set(reply.json()) == LISTS
    assert all(reply.rows(name) for name in LISTS)


def test_a_report_has_the_rows_of_its_customer_only(client: Client) -> None:
    report = client.report("M30012")
    receivers = {
        row["receiver"]["company"]["customerNumber"] for row in report.rows("incomingLeads") if row["receiver"]
    }
    assert receivers == {"M30012"}
    for tip in report.rows("tips"):
        parties = [tip["sender"], tip["receiver"]]
        assert None in parties or "M30012" in {party["company"]["customerNumber"] for party in parties}


def test_a_tip_between_two_offices_is_in_both_reports(client: Client) -> None:
    there, here = ({row["tip"]["id"]: row for row in client.report(id).rows("tips")} for id in ("M30011", "M30012"))
    shared = set(there) & set(here)
    assert len(shared) > 5
    assert all(there[id] == here[id] for id in shared)


@pytest.mark.parametrize("status", ActiveStatus)
def test_the_reports_of_all_offices_have_all_rows(client: Client, status: ActiveStatus) -> None:
    expected = client.service.rows(date(2026, 9, 1), date(2026, 9, 30), status)
    for kind in ListKind:
        received: list[WireRow] = []
        for customer in client.service.customers:
            reply = client.report(
                customer.id, "2026-09-01T00:00:00", "2026-10-01T00:00:00", activeStatusTipLead=status.value
            )
            received += decode(kind, reply.rows(kind.value))
        with_id = {row.row_id: row for row in received if row.row_id}
        without_id = [row for row in received if not row.row_id]
        assert with_id == {row.row_id: row for row in expected[kind] if row.row_id}
        assert sorted(map(repr, without_id)) == sorted(repr(row) for row in expected[kind] if not row.row_id)


def test_active_and_removed_rows_together_are_all_rows(service: DemoService) -> None:
    first, last = date(2026, 5, 1), date(2026, 10, 31)
    for kind in ListKind:
        active, removed, both = (
            set(service.rows(first, last, status)[kind])
            for status in (ActiveStatus.ACTIVE, ActiveStatus.REMOVED, ActiveStatus.ACTIVE_AND_REMOVED)
        )
        assert active
        assert removed
        assert not active & removed
        assert active | removed == both


def test_a_request_without_a_status_gets_the_active_rows(client: Client) -> None:
    assert client.report().body == client.report(activeStatusTipLead="Active").body
    assert client.report().body != client.report(activeStatusTipLead="ActiveAndRemoved").body


# ---- dateTo ------------------------------------------------------------------------------------------------------


def midnight_rows(service: DemoService) -> list[tuple[str, str]]:
    """Return customer and createdAt of the incoming leads created exactly at midnight."""
    return [
        (row.receiver.company.customer_number or "", row.created_at)
        for row in incoming(service, date(2026, 7, 1), date(2026, 10, 31), ActiveStatus.ACTIVE)
        if row.created_at and "T00:00:00.0000000" in row.created_at
        if row.receiver and row.receiver.company
    ]


@pytest.mark.parametrize(("date_to_rule", "is_inside"), [(DateToRule.INCLUSIVE, True), (DateToRule.EXCLUSIVE, False)])
def test_a_row_at_the_end_of_the_interval_is_included_by_the_rule(
    service: DemoService, date_to_rule: DateToRule, is_inside: bool
) -> None:
    rows = midnight_rows(service)
    assert len(rows) > 5
    with DemoService(TODAY, (0, 0), date_to_rule) as ruled:
        for customer_id, created_at in rows:
            day = date.fromisoformat(created_at[:10])
            reply = Client(ruled).report(customer_id, f"{day - timedelta(5)}T00:00:00", f"{day}T00:00:00")
            assert (created_at in {row["createdAt"] for row in reply.rows("incomingLeads")}) is is_inside


@pytest.mark.parametrize("date_to_rule", DateToRule)
def test_a_row_at_the_start_of_the_interval_is_always_included(service: DemoService, date_to_rule: DateToRule) -> None:
    with DemoService(TODAY, (0, 0), date_to_rule) as ruled:
        for customer_id, created_at in midnight_rows(service)[:3]:
            day = date.fromisoformat(created_at[:10])
            reply = Client(ruled).report(customer_id, f"{day}T00:00:00", f"{day + timedelta(5)}T00:00:00")
            assert created_at in {row["createdAt"] for row in reply.rows("incomingLeads")}


@pytest.mark.parametrize("date_to_rule", DateToRule)
def test_no_row_is_lost_between_adjoining_windows(date_to_rule: DateToRule) -> None:
    seams = [date(2026, 1, 1) + timedelta(days) for days in range(0, 200, 8)]
    with DemoService(TODAY, (0, 0), date_to_rule) as service:
        seen: list[str] = []
        for (first, end), customer in product(pairwise(seams), service.customers):
            reply = Client(service).report(customer.id, f"{first}T00:00:00", f"{end}T00:00:00")
            seen += [row["lead"]["id"] for row in reply.rows("incomingLeads") if row["lead"]["id"]]
        expected = {row.row_id for row in incoming(service, seams[0], seams[-1], ActiveStatus.ACTIVE) if row.row_id}
        beyond = {row.row_id for row in incoming(service, seams[-1], seams[-1], ActiveStatus.ACTIVE) if row.row_id}
        assert expected - beyond <= set(seen) <= expected
        doubled = len(seen) - len(set(seen))
        assert doubled == 0 if date_to_rule is DateToRule.EXCLUSIVE else doubled > 0


def test_a_whole_day_includes_all_its_rows() -> None:
    with DemoService(TODAY, (0, 0), DateToRule.WHOLE_DAY) as service:
        reply = Client(service).report("M30011", "2026-10-05T00:00:00", "2026-10-05T00:00:00")
        days = {row["createdAt"][:10] for name in LISTS for row in reply.rows(name)}
        assert days == {"2026-10-05"}


def test_times_are_swedish_wall_clock_times(client: Client) -> None:
    whole = client.report("M30011", "2026-10-05T00:00:00", "2026-10-06T00:00:00").rows("incomingLeads")
    times = sorted(row["createdAt"] for row in whole)
    middle = times[len(times) // 2]
    late = client.report("M30011", middle[:27], "2026-10-06T00:00:00").rows("incomingLeads")
    assert sorted(row["createdAt"] for row in late) == times[len(times) // 2 :]


# ---- refusals ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({"dateFrom": "2026-10-01T00:00:00", "dateTo": "2026-10-02T00:00:00"}, "customerId"),
        ({"customerId": "M30011", "dateTo": "2026-10-02T00:00:00"}, "dateFrom"),
        ({"customerId": "M30011", "dateFrom": "2026-10-02T00:00:00"}, "dateTo"),
        ({"customerId": "M30011", "dateFrom": "i går", "dateTo": "2026-10-02T00:00:00"}, "dateFrom"),
        ({"customerId": "M30011", "dateFrom": "2026-10-01T00:00:00", "dateTo": "2026-13-02"}, "dateTo"),
        ({"customerId": "M30011", "dateFrom": "2026-10-02T00:00:01", "dateTo": "2026-10-02T00:00:00"}, "dateTo"),
        ({"customerId": "M30011", "dateFrom": "2026-01-31T00:00:00", "dateTo": "2026-04-01T00:00:00"}, "dateTo"),
        ({"customerId": "M30011", "dateFrom": "2026-08-01T00:00:00", "dateTo": "2026-10-01T00:00:01"}, "dateTo"),
    ],
)
def test_an_invalid_request_is_refused_with_a_reason(client: Client, parameters: dict[str, str], name: str) -> None:
    reply = client.get(parameters)
    assert reply.status == 400
    assert reply.json()["message"]
    assert list(reply.json()["modelState"]) == [name]
    assert reply.json()["modelState"][name][0].endswith(".")


def test_an_unknown_status_is_refused(client: Client) -> None:
    reply = client.report(activeStatusTipLead="Alla")
    assert reply.status == 400
    assert list(reply.json()["modelState"]) == ["activeStatusTipLead"]


def test_exactly_two_months_are_allowed(client: Client) -> None:
    assert client.report("M30011", "2026-08-01T00:00:00", "2026-10-01T00:00:00").status == 200
    assert client.report("M30011", "2025-12-31T00:00:00", "2026-02-28T00:00:00").status == 200
    assert client.report("M30011", "9999-12-01T00:00:00", "9999-12-31T00:00:00").status == 200


@pytest.mark.parametrize(
    "authorization", ["", "Basic", "Basic !!!", basic("demo", "fel"), basic("fel", "norrby"), "Bearer abc", "Basic å"]
)
def test_wrong_credentials_are_challenged(client: Client, authorization: str) -> None:
    reply = client.report(headers={"Authorization": authorization})
    assert reply.status == 401
    assert reply.headers["www-authenticate"].startswith("Basic ")


def test_an_unknown_office_is_forbidden(client: Client) -> None:
    assert client.report("M99999").status == 403


def test_an_office_can_be_forbidden() -> None:
    with DemoService(TODAY, (0, 0), forbidden={"M30040"}) as service:
        assert "M30040" in {customer.id for customer in service.customers}
        assert Client(service).report("M30040").status == 403
        assert Client(service).report("M30011").status == 200


@pytest.mark.parametrize("target", ["/", "/BusinessIntelligence", PATH + "/", "/Estate/GetEstates"])
def test_other_paths_are_not_found(client: Client, target: str) -> None:
    assert client.send("GET", target, {}).status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    reply = client.send(method, PATH, {})
    assert reply.status == 405
    assert reply.headers["allow"] == "GET"


# ---- HTTP --------------------------------------------------------------------------------------------------------


def test_gzip_is_used_if_the_client_accepts_it(client: Client) -> None:
    plain, packed = client.report(), client.report(headers={"Accept-Encoding": "deflate, gzip;q=0.8"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "content-encoding" not in client.report(headers={"Accept-Encoding": "gzip;q=0"}).headers


def test_one_connection_serves_many_requests(client: Client) -> None:
    connection = HTTPConnection(urlsplit(client.service.base_url).netloc, timeout=LONGEST_WAIT)
    connection.connect()
    socket = connection.sock
    for _ in range(3):
        connection.request("GET", "/")
        assert connection.getresponse().read()
    assert connection.sock is socket
    connection.close()
