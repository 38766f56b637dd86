"""Cancelling a fetch: it ends at once, and its rows are kept."""

import itertools
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar

from tests.accounts.fake_keyrings import MemoryKeyring
from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen, report, tip
from tests.helpers.waiting import HANG, LONGEST_WAIT
from tests.helpers.window_driver import WindowDriver, make_connection, save_connections
from tests.ui import stalling_server
from tests.ui.conftest import SOLNA, SUNDBYBERG, OpenOn, Serve, ServedWindow
from tests.ui.stalling_server import StallingServer, tip_id
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report import tables
from vitec_desktop.report.report import Row
from vitec_desktop.report.steps import Steps
from vitec_desktop.ui.common.jobs import JobContext
from vitec_desktop.ui.fetch import report_fetcher
from vitec_desktop.ui.overview import overview_controller
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.retry_policy import RetryPolicy
from vitec_desktop.webservice.session import Session

TIPS = ListKind.TIPS
FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2026, 8, 31)
WINDOWS = 5  # of each office
PARTS = 2 * WINDOWS
TODAY = date(2026, 11, 24)


@pytest.fixture
def tap() -> StallingServer:
    return StallingServer()


@pytest.fixture
def server(served_window: ServedWindow) -> FaultServer:
    return served_window.server


@pytest.fixture
def driver(serve: Serve, tap: StallingServer) -> WindowDriver:
    """The window of all tests that need no other session or keyring."""
    shared = serve(tap)
    shared.type_period(FIRST_DAY, LAST_DAY)
    return shared


def stop(driver: WindowDriver) -> None:
    """Cancel, and wait until no fetch runs: a server that hangs does so for longer than the wait may take."""
    driver.click("cancelButton")
    driver.wait_until(lambda: driver.is_fetch_done)


def stop_and_leave(driver: WindowDriver, server: FaultServer) -> None:
    """Cancel, and wait until the server has seen the last of what was sent, so that it counts for no later fetch."""
    stop(driver)
    assert server.wait_until_left()


def start_and_hang(driver: WindowDriver, server: FaultServer, tips: int = 0) -> None:
    """Start a fetch, and wait until it has so many rows and the server hangs."""
    driver.click("fetchButton")
    driver.wait_until(lambda: server.is_hanging.is_set() and driver.row_count == tips)
    assert not driver.is_fetch_done


def test_the_unhandled_rows_that_arrive_are_joined_in_the_worker(
    driver: WindowDriver, server: FaultServer, tap: StallingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(seen: Seen) -> Reply:
        return report(tips=[{**tip(tip_id(seen), f"{seen.window[0][:10]}T12:00:00"), "tip": {"state": "New"}}])

    threads = []
    join_steps = tables.unhandled_row_steps

    def record_thread(rows: Mapping[ListKind, Sequence[Row]], *, is_older: bool = False) -> Steps[list[Row]]:
        threads.append(threading.current_thread())
        return join_steps(rows, is_older=is_older)

    monkeypatch.setattr(tables, "unhandled_row_steps", record_thread)
    monkeypatch.setattr(stalling_server, "one_tip", answer)
    tap.answer_next(count=3)
    start_and_hang(driver, server, 3)
    unhandled = driver.window.tabs.all_pages[tables.JoinedTable.UNHANDLED]
    assert len(unhandled.shown_rows()) == 3
    assert threads
    assert threading.main_thread() not in threads
    stop(driver)


def test_the_final_statistics_do_not_wait_for_the_delay_of_a_running_fetch(
    driver: WindowDriver, server: FaultServer, tap: StallingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview_controller, "UPDATE_DELAY_WHILE_FETCHING", 60_000)
    tap.answer_next(count=3)
    start_and_hang(driver, server, 3)
    assert not driver.controller.overview_controller.is_up_to_date
    stop(driver)
    driver.wait_until(lambda: driver.controller.overview_controller.is_up_to_date)
    assert driver.window.tabs.overview.is_showing_overview


@pytest.mark.parametrize("hang", Hang)
def test_a_hanging_server_does_not_delay_cancelling(serve: Serve, server: FaultServer, hang: Hang) -> None:
    driver = serve(lambda seen: Reply(body=b"{}" * 100, hang=hang))
    start_and_hang(driver, server)
    stop(driver)
    assert driver.notice == "Hämtningen avbröts. Inget hann hämtas."
    assert driver.row_count == 0
    assert not driver.find_button("exportButton").isEnabled()


def test_a_server_that_sends_nothing_does_not_delay_cancelling(open_on: OpenOn) -> None:
    with FaultServer(lambda seen: Reply(), is_mute=True) as server:
        driver = open_on(server.base_url)
        start_and_hang(driver, server)
        stop(driver)


def test_the_focus_goes_to_the_cancel_button_and_escape_cancels_at_once(
    driver: WindowDriver, server: FaultServer, tap: StallingServer
) -> None:
    tap.answer_next(count=0)
    start_and_hang(driver, server)
    assert driver.find_button("cancelButton").hasFocus()
    driver.press_keys("Esc")
    driver.wait_until(lambda: driver.is_fetch_done)


def test_a_wait_for_the_service_is_told_and_can_be_cancelled_at_once(open_on: OpenOn) -> None:
    with FaultServer(lambda _: Reply(429, headers={"Retry-After": "19"})) as server:
        driver = open_on(server.base_url, session=Session("VitecDesktop/test", RetryPolicy(jitter=0)))
        driver.click("fetchButton")
        label = driver.find_widget(QLabel, "progressLabel")
        driver.wait_until(lambda: "väntar till" in label.text())
        assert re.search(r"väntar till \d\d:\d\d:\d\d", label.text())
        assert "Tjänsten tar inte emot fler frågor just nu (429)." in label.text()
        driver.press_keys("Esc")
        driver.wait_until(lambda: driver.is_fetch_done)
        assert len(server.seen) == 1


def test_the_rows_of_a_cancelled_first_fetch_are_kept_as_incomplete(
    driver: WindowDriver, server: FaultServer, tap: StallingServer
) -> None:
    tap.answer_next(count=3)
    start_and_hang(driver, server, tips=3)
    stop(driver)
    driver.wait_until(lambda: driver.notice != "")
    answered = {tip_id(seen) for seen in tap.requests[:3]}
    assert set(driver.row_ids()[TIPS]) == answered
    assert driver.notice.endswith("Hämtningen avbröts. Försök igen för att hämta det som saknas.")
    assert "Norrby" in driver.notice
    assert driver.notice_buttons == ["Försök igen", "Visa detaljer"]
    assert "Inte komplett" in driver.status_text
    assert driver.find_button("exportButton").isEnabled()


def test_only_the_missing_parts_are_fetched_later(
    driver: WindowDriver, server: FaultServer, tap: StallingServer
) -> None:
    tap.answer_next(count=3)
    start_and_hang(driver, server, tips=3)
    answered = {(seen.customer_id, seen.window[0]) for seen in tap.requests[:3]}
    stop_and_leave(driver, server)
    driver.wait_until(lambda: "Försök igen" in driver.notice_buttons)
    tap.answer_next(count=1_000)
    driver.click_notice_button("Försök igen")
    driver.wait_until(lambda: driver.is_fetch_done and "Komplett rapport" in driver.status_text)
    asked = tap.request_counts()
    assert set(asked.values()) == {1}
    assert len(asked) == PARTS - 3
    assert not answered & set(asked)
    ids = driver.row_ids()[TIPS]
    assert len(ids) == len(set(ids)) == PARTS
    assert driver.notice == ""


def test_rows_stay_visible_while_the_missing_ones_are_fetched(
    driver: WindowDriver, server: FaultServer, tap: StallingServer
) -> None:
    tap.answer_next(count=3)
    start_and_hang(driver, server, tips=3)
    stop_and_leave(driver, server)
    driver.wait_until(lambda: "Försök igen" in driver.notice_buttons)
    server.is_hanging.clear()
    tap.answer_next(count=2)
    driver.click_notice_button("Försök igen")
    driver.wait_until(lambda: server.is_hanging.is_set() and driver.row_count == 5)
    stop(driver)
    driver.wait_until(lambda: "Försök igen" in driver.notice_buttons)
    assert driver.row_counts[TIPS] == 5
    assert "Inte komplett" in driver.status_text


def test_a_second_fetch_cancelled_without_rows_keeps_the_first_report(
    driver: WindowDriver, server: FaultServer, tap: StallingServer
) -> None:
    driver.fetch()
    ids, status = driver.row_ids(), driver.status_text
    assert len(ids[TIPS]) == PARTS
    tap.answer_next(count=0)
    driver.click("fetchButton")
    driver.wait_until(server.is_hanging.is_set)
    assert driver.row_count == 0
    stop(driver)
    driver.wait_until(lambda: driver.notice.startswith("Hämtningen avbröts. Rapporten som hämtades "))
    assert driver.notice.endswith(" visas, oförändrad.")
    assert driver.row_ids() == ids
    assert driver.status_text == status
    assert driver.find_button("exportButton").isEnabled()


@pytest.mark.slow
def test_a_second_fetch_cancelled_with_rows_offers_to_show_them(
    driver: WindowDriver, server: FaultServer, tap: StallingServer
) -> None:
    driver.fetch()
    ids = driver.row_ids()
    tap.answer_next(count=2)
    driver.type_period(date(2025, 1, 1), date(2025, 6, 30))
    start_and_hang(driver, server, tips=2)
    stop_and_leave(driver, server)
    driver.wait_until(lambda: driver.notice_buttons == ["Visa det som hann hämtas"])
    assert driver.row_ids() == ids
    assert "Komplett rapport" in driver.status_text
    assert "1 jan – 31 aug 2026" in driver.status_text
    driver.click_notice_button("Visa det som hann hämtas")
    assert driver.row_counts[TIPS] == 2
    assert "Inte komplett" in driver.status_text
    assert "1 jan – 30 jun 2025" in driver.status_text
    tap.answer_next(count=1_000)
    driver.click_notice_button("Försök igen")
    driver.wait_until(lambda: "Komplett rapport" in driver.status_text)
    assert len(tap.requests) == 2 * 4 - 2


def test_rows_of_a_cancelled_fetch_are_not_called_the_report_from_before_while_they_are_made_one(
    driver: WindowDriver, server: FaultServer, tap: StallingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.fetch()
    gate, build = threading.Event(), report_fetcher._Fetch.build_partial_result

    def build_later(fetch: report_fetcher._Fetch, context: JobContext) -> report_fetcher.FetchResult:
        assert gate.wait(LONGEST_WAIT)
        return build(fetch, context)

    monkeypatch.setattr(report_fetcher._Fetch, "build_partial_result", build_later)
    tap.answer_next(count=2)
    start_and_hang(driver, server, tips=2)
    stop(driver)
    assert driver.status_text == "Avbryter…"
    assert not driver.find_button("exportButton").isEnabled()
    gate.set()
    driver.wait_until(lambda: driver.notice_buttons == ["Visa det som hann hämtas"])
    assert "Komplett rapport" in driver.status_text
    assert driver.find_button("exportButton").isEnabled()


def test_nothing_is_requested_after_cancelling(driver: WindowDriver, server: FaultServer, tap: StallingServer) -> None:
    tap.answer_next(count=3)
    start_and_hang(driver, server, tips=3)
    driver.wait_until(lambda: len(tap.requests) == 3 + 4)  # those answered, and as many as run at once
    stop_and_leave(driver, server)
    assert len(tap.requests) == 3 + 4


class StallingDemo(DemoService):
    """Answers four requests after the delays of a real service, and no later one while it is stalling."""

    def __init__(self) -> None:
        super().__init__(today=TODAY, latency=(0.2, 0.6))
        self.is_stalling = True
        self._numbers = itertools.count(1)

    def _delay(self, target: str) -> float:
        return HANG if self.is_stalling and next(self._numbers) > 4 else super()._delay(target)


@pytest.mark.slow
def test_a_fetch_with_real_delays_is_cancelled_and_completed_later(open_on: OpenOn) -> None:
    with StallingDemo() as service:
        driver = open_on(service.base_url, service.customers)
        driver.type_period(FIRST_DAY, LAST_DAY)
        truth = {
            kind: sorted(str(row.row_id or "") for row in rows)
            for kind, rows in service.rows(FIRST_DAY, LAST_DAY).items()
        }
        driver.click("fetchButton")
        driver.wait_until(lambda: driver.find_widget(QProgressBar, "progressBar").value() >= 2)
        shown = driver.row_count
        stop(driver)
        driver.wait_until(lambda: "Försök igen" in driver.notice_buttons)
        assert driver.row_count >= shown > 0
        kept = driver.row_ids()
        service.is_stalling = False
        assert all(set(kept[kind]) <= set(truth[kind]) for kind in ListKind)
        driver.click_notice_button("Försök igen")
        driver.wait_until(lambda: "Komplett rapport" in driver.status_text)
        assert {kind: sorted(ids) for kind, ids in driver.row_ids().items()} == truth


def test_every_result_is_shown_although_the_next_one_never_comes(
    driver: WindowDriver, server: FaultServer, tap: StallingServer
) -> None:
    tap.answer_next(count=PARTS - 1)
    start_and_hang(driver, server, tips=PARTS - 1)
    assert driver.find_widget(QProgressBar, "progressBar").value() == PARTS - 1
    label = driver.find_widget(QLabel, "progressLabel").text()
    assert label.startswith(f"{PARTS - 1} av {PARTS}")
    assert "hämtar Norrby S" in label


class SlowKeyring(MemoryKeyring):
    """A keyring that can be made to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.is_asked = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.is_asked.set()
        self.may_answer.wait(LONGEST_WAIT)
        return super().get_password(service, username)


def test_a_new_fetch_right_after_a_cancelled_one_has_only_its_own_rows(
    start_program: Callable[..., WindowDriver], profile: Path, tap: StallingServer
) -> None:
    ring = SlowKeyring()
    credential_store = CredentialStore(lambda: ring)
    credential_store.set_password("1", "demo", "norrby")
    with FaultServer(tap) as server:
        save_connections(profile, make_connection(server.base_url, (SOLNA, SUNDBYBERG)))
        driver = start_program(credential_store=credential_store)
        driver.type_period(FIRST_DAY, LAST_DAY)
        tap.answer_next(count=3)
        start_and_hang(driver, server, tips=3)
        ring.may_answer.clear()
        stop_and_leave(driver, server)
        server.is_hanging.clear()
        tap.answer_next(count=2)
        driver.click("fetchButton")
        driver.wait_until(ring.is_asked.is_set)
        ring.may_answer.set()
        driver.wait_until(lambda: server.is_hanging.is_set() and driver.row_count == 2)
        assert driver.notice == ""
        stop(driver)
        driver.wait_until(lambda: "Försök igen" in driver.notice_buttons)
        assert driver.row_count == 2
