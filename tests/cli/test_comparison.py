"""The earlier periods of an export without a window: fetched after the report, never in its way."""

import signal
import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.cli.test_export import Here, export_here, heeds_interrupts, signed_in, start
from tests.export.factories import ABOUT_ONLY
from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen, report
from tests.helpers.waiting import LONGEST_WAIT
from tests.schedule.scheduled_env import ScheduledEnv, env
from vitec_desktop import fetch_and_export
from vitec_desktop.cli import comparison, scheduled
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.export.export_spec import ExportRequest, ExportResult
from vitec_desktop.export.exporter import write_report
from vitec_desktop.report.periods import Preset
from vitec_desktop.report.report import Report
from vitec_desktop.report.statistics import EarlierPeriods
from vitec_desktop.schedule.run_history import RunResult
from vitec_desktop.webservice.cancellation import CancellationToken

__all__ = ["env", "export_here", "heeds_interrupts"]

OWN = date(2024, 10, 1)
OCTOBER = ["--from", "2024-10-01", "--to", "2024-10-31"]
FETCHED = [date(2023, 10, 1), date(2024, 8, 5), OWN]
"""The first days of what is fetched, in order of days: last year's October, 13 weeks, and the report."""

Written = list[EarlierPeriods | None]


def first_day(seen: Seen) -> date:
    return date.fromisoformat(seen.window[0][:10])


class Server:
    """Answers the report's own request, and those of the earlier periods by `earlier`."""

    def __init__(self, earlier: Callable[[], Reply] = report) -> None:
        self.requested: list[date] = []
        self.has_begun = threading.Event()
        self._earlier = earlier

    def __call__(self, seen: Seen) -> Reply:
        first = first_day(seen)
        self.requested.append(first)
        if first == OWN:
            return report()
        self.has_begun.set()
        return self._earlier()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Written:
    """Return a list that gets the earlier periods of each file written; nobody reads the file."""
    found: Written = []

    def write(report: Report, request: ExportRequest, cancellation: CancellationToken, *rest: object) -> ExportResult:
        found.append(request.load_earlier_periods())
        return write_report(report, replace(request, spec=ABOUT_ONLY), cancellation)

    monkeypatch.setattr(fetch_and_export, "write_report", write)
    monkeypatch.setattr(scheduled, "write_report", write)
    return found


def known(periods: EarlierPeriods | None) -> list[bool]:
    assert periods is not None
    found = (periods.before, periods.last_year, periods.weeks)
    return [one is not None and one.is_complete for one in found]


def test_an_export_is_compared_with_earlier_periods(tmp_path: Path, export_here: Here, written: Written) -> None:
    server = Server()
    with FaultServer(server) as running:
        code, _, err = export_here(tmp_path / "a.xlsx", *signed_in(running.base_url, "M30011"), *OCTOBER)
    assert code == ExitCode.COMPLETE
    assert sorted(server.requested) == FETCHED
    assert server.requested[0] == OWN
    assert known(written[0]) == [True, True, True]
    assert "Ctrl+C hoppar över" in err


@pytest.mark.parametrize(("name", "option"), [("a.xlsx", ["--no-comparison"]), ("a.zip", [])])
def test_nothing_more_is_fetched_without_comparison_nor_for_csv_files(
    tmp_path: Path, export_here: Here, written: Written, name: str, option: list[str]
) -> None:
    server = Server()
    with FaultServer(server) as running:
        code, _, _ = export_here(tmp_path / name, *signed_in(running.base_url, "M30011"), *OCTOBER, *option)
    assert code == ExitCode.COMPLETE
    assert server.requested == [OWN]
    assert written == [None]


def test_an_incomplete_report_is_not_compared(tmp_path: Path, export_here: Here, written: Written) -> None:
    with FaultServer(lambda seen: Reply(status=403) if seen.customer_id == "M30012" else report()) as running:
        ids = signed_in(running.base_url, "M30011", "M30012")
        code, _, _ = export_here(tmp_path / "a.xlsx", *ids, *OCTOBER)
        assert len(running.seen) == 2
    assert code == ExitCode.INCOMPLETE
    assert written == [None]


@pytest.mark.parametrize("status", [401, 403, 503])
def test_a_comparison_that_fails_changes_no_exit_code(
    tmp_path: Path, export_here: Here, written: Written, status: int
) -> None:
    with FaultServer(Server(lambda: Reply(status=status))) as running:
        target = tmp_path / "a.xlsx"
        code, out, err = export_here(target, *signed_in(running.base_url, "M30011"), *OCTOBER)
    assert code == ExitCode.COMPLETE
    assert out == f"{target}\n"
    assert known(written[0]) == [False] * 3
    assert "kunde inte hämtas: det som inte är känt står som –" in err


def test_a_comparison_that_takes_too_long_is_not_waited_for(
    tmp_path: Path, export_here: Here, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparison, "MAX_SECONDS", 0.1)
    with FaultServer(Server(lambda: Reply(hang=Hang.BEFORE_HEADERS))) as running:
        code, _, _ = export_here(tmp_path / "a.xlsx", *signed_in(running.base_url, "M30011"), *OCTOBER)
    assert code == ExitCode.COMPLETE
    assert known(written[0]) == [False] * 3


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a test cannot press Ctrl+C there")
@pytest.mark.usefixtures("heeds_interrupts")
def test_ctrl_c_while_comparing_ends_the_comparison_only(tmp_path: Path) -> None:
    server = Server(lambda: Reply(hang=Hang.BEFORE_HEADERS))
    with (
        FaultServer(server) as running,
        start(tmp_path / "a.xlsx", *signed_in(running.base_url, "M30011"), *OCTOBER) as process,
    ):
        assert process.stdin
        process.stdin.write(b"norrby\n")
        process.stdin.flush()
        assert server.has_begun.wait(LONGEST_WAIT)
        process.send_signal(signal.SIGINT)
        try:
            _, err = process.communicate(timeout=LONGEST_WAIT)
        finally:
            process.kill()
    assert process.returncode == ExitCode.COMPLETE
    assert "Rapporten är komplett." in err.decode()
    assert (tmp_path / "a.xlsx").exists()


@pytest.mark.parametrize(
    ("settings", "is_compared"),
    [("", True), ('{"comparison": "last year"}', True), ('{"comparison": "nothing"}', False)],
)
def test_a_scheduled_export_is_compared_unless_that_is_turned_off_in_the_window(
    env: ScheduledEnv, written: Written, settings: str, is_compared: bool
) -> None:
    with FaultServer(lambda seen: report()) as running:
        env.configure(running.base_url, preset=Preset.LAST_MONTH)
        if settings:
            (env.profile / "settings.json").write_text(settings, encoding="utf-8")
        assert env.run() == ExitCode.COMPLETE
    [periods] = written
    assert (periods is not None) == is_compared
    if is_compared:
        assert known(periods) == [True] * 3


def test_a_scheduled_export_whose_comparison_fails_is_complete(env: ScheduledEnv, written: Written) -> None:
    def answer(seen: Seen) -> Reply:
        return report() if seen.number == 1 else Reply(status=503)

    with FaultServer(answer) as running:
        env.configure(running.base_url)
        assert env.run() == ExitCode.COMPLETE
    assert env.last_run.result is RunResult.COMPLETE
    assert known(written[0]) == [False] * 3


def test_a_scheduled_export_keeps_time_for_its_file(
    env: ScheduledEnv, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduled, "WRITING_SECONDS", scheduled.MAX_SECONDS)
    with FaultServer(lambda seen: report()) as running:
        env.configure(running.base_url)
        assert env.run() == ExitCode.COMPLETE
        assert len(running.seen) == 1
    assert written == [None]
