"""The sample service as of a week ago: the former meeting."""

from datetime import date, timedelta

from vitec_desktop.archive.changes import find_changes
from vitec_desktop.archive.snapshot import take_snapshot
from vitec_desktop.demo.service import DemoService
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.fetch import fetch_report
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportRequest
from vitec_desktop.webservice.session import Session

TODAY = date(2026, 11, 24)


def test_the_former_meeting_has_all_kinds_of_changes() -> None:
    session = Session("tests", proxy_for=lambda _: None)
    with DemoService(TODAY, latency=(0, 0)) as service:
        request = ReportRequest((service.login_customers(),), date(2026, 9, 1), TODAY)
        now = fetch_report(session, request, lambda _: None, CancellationToken())
        then = service.earlier_report(session, request)
        again = service.earlier_report(session, request)
    assert then.rows == again.rows
    assert then.is_complete
    assert then.fetched_at.date() == TODAY - timedelta(days=7)
    changes = find_changes(take_snapshot(then, request, session), take_snapshot(now, request, session))
    counts = changes.counts
    assert min(counts.new[ListKind.INCOMING], counts.new[ListKind.TIPS], counts.new[ListKind.OUTGOING]) > 0
    assert min(sum(by_list.values()) for by_list in (counts.handled, counts.won, counts.declined, counts.gone)) > 0
    assert not changes.not_compared
    # What is there on both days is the same row: hardly any is both gone and new.
    assert sum(counts.new.values()) < sum(map(len, now.rows.values())) / 4


def test_the_former_meeting_is_at_its_moment() -> None:
    session = Session("tests")
    service = DemoService(TODAY)
    service.start()
    service.stop()
    request = ReportRequest((service.login_customers(),), TODAY - timedelta(days=20), TODAY)
    then = service.earlier_report(session, request, days_ago=10)
    days = {str(row.created_at)[:10] for rows in then.rows.values() for row in rows if row.created_at}
    assert max(days) <= (TODAY - timedelta(days=10)).isoformat()
    assert len(days) > 5
