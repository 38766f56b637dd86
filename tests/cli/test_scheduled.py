"""A scheduled run as the system's scheduler starts it: nobody looks on, so what is written down is what counts."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from keyring.backend import KeyringBackend

from tests.accounts.fake_keyrings import HangingKeyring, MemoryKeyring, RaisingKeyring
from tests.export.factories import about_text, calamine_rows
from tests.helpers.fault_server import FaultServer, Reply, Seen, in_turn, report
from tests.helpers.secret_service import SecretService
from tests.helpers.window_driver import files_containing, make_connection, save_connections
from tests.schedule.scheduled_env import NOW, SOLNA, SUNDBYBERG, ScheduledEnv
from tests.schedule.scheduled_env import office as office
from tests.schedule.scheduled_env import served as served
from vitec_desktop.cli import scheduled
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.scheduled import RETRY_DELAYS
from vitec_desktop.demo.service import DemoService
from vitec_desktop.export.errors import TargetInUse
from vitec_desktop.export.export_spec import ExportRequest, ExportResult
from vitec_desktop.export.exporter import write_report
from vitec_desktop.report.periods import Preset
from vitec_desktop.report.report import Report
from vitec_desktop.schedule.plan import FileFormat
from vitec_desktop.schedule.run_history import MAX_RUN_TIME, Run, RunHistory, RunResult

LATER = datetime(2026, 11, 30, 9, 30, 5)
WRONG = "hemligt-lösen-7"
REPORT = report()


def test_the_file_lies_in_its_folder_and_the_run_is_written_down(
    office: ScheduledEnv, served: DemoService, capsys: pytest.CaptureFixture[str]
) -> None:
    office.configure(served.base_url)
    assert office.run() == ExitCode.COMPLETE
    assert office.files == [office.expected_name()]
    path = office.folder / office.expected_name()
    assert capsys.readouterr().out == f"{path}\n"
    assert office.last_run == Run(
        "a1", NOW.replace(microsecond=0), RunResult.COMPLETE, 0, str(path), scheduled._file_digest(path), (), False
    )
    assert "Rapporten är komplett." in about_text(path)


def test_a_run_under_way_is_written_down_as_such(office: ScheduledEnv) -> None:
    during: list[Run] = []

    def answer(seen: Seen) -> Reply:
        during.append(office.last_run)
        return REPORT

    with FaultServer(answer) as server:
        office.configure(server.base_url)
        office.run()
    assert during[0] == Run("a1", NOW.replace(microsecond=0))
    assert [run.result for run in RunHistory(office.profile).load()] == [RunResult.COMPLETE]


def test_a_file_of_its_own_is_replaced_and_one_that_was_changed_is_kept(
    office: ScheduledEnv, served: DemoService
) -> None:
    office.configure(served.base_url)
    office.run()
    office.run()  # within the same second
    office.now = LATER
    office.run()
    path = office.folder / office.expected_name()
    assert office.files == [path.name]
    with path.open("ab") as file:  # somebody wrote a note into it
        file.write(b"note")
    changed = path.read_bytes()
    office.run()
    beside = f"{path.stem} 09.30.05.xlsx"
    assert office.files == sorted([path.name, beside])
    assert path.read_bytes() == changed
    assert office.last_run.path == str(office.folder / beside)


def test_a_file_of_somebody_else_is_never_replaced(office: ScheduledEnv, served: DemoService) -> None:
    office.configure(served.base_url)
    (office.folder / office.expected_name()).write_bytes(b"mine")
    assert office.run() == ExitCode.COMPLETE
    assert (office.folder / office.expected_name()).read_bytes() == b"mine"
    assert len(office.files) == 2


def test_a_file_that_is_open_in_excel_gets_one_beside_it(office: ScheduledEnv) -> None:
    def write_unless_in_use(report: Report, request: ExportRequest, *rest: Any) -> ExportResult:
        if request.target.name == office.expected_name():
            raise TargetInUse(request.target)
        return write_report(report, request, *rest)

    office.monkeypatch.setattr(scheduled, "write_report", write_unless_in_use)
    with FaultServer(in_turn(REPORT)) as server:
        office.configure(server.base_url)
        assert office.run() == ExitCode.COMPLETE
        assert len(server.seen) == 1, "fetched again"
    assert office.files == [f"{Path(office.expected_name()).stem} 07.00.12.xlsx"]


def test_csv_files_come_in_a_zip_file(office: ScheduledEnv, served: DemoService) -> None:
    office.configure(served.base_url, format=FileFormat.CSV)
    assert office.run() == ExitCode.COMPLETE
    assert office.files == [office.expected_name(".zip")]


def test_an_anonymised_file_names_nobody(office: ScheduledEnv, served: DemoService) -> None:
    office.configure(served.base_url, preset=Preset.LAST_MONTH)
    office.run()
    named = calamine_rows(office.folder / office.expected_name(), "Tips")
    office.change_plan(is_anonymised=True)
    office.run()
    bare = calamine_rows(office.folder / office.expected_name(), "Tips")
    assert len(bare) == len(named) > 1
    assert len(bare[0]) < len(named[0])


# What stops it --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "result", "code"),
    [
        (Reply(401), RunResult.SIGN_IN_REFUSED, ExitCode.SIGN_IN_REFUSED),
        (Reply(403), RunResult.ACCESS_REFUSED, ExitCode.ACCESS_REFUSED),
    ],
)
def test_a_refusal_is_no_reason_to_try_again(
    office: ScheduledEnv, reply: Reply, result: RunResult, code: ExitCode, capsys: pytest.CaptureFixture[str]
) -> None:
    with FaultServer(in_turn(reply)) as server:
        office.configure(server.base_url, password=WRONG)
        assert office.run("--quiet", "--language", "sv") == code
        assert len(server.seen) == 1
    assert (office.last_run.result, office.last_run.exit_code, office.last_run.path) == (result, int(code), "")
    assert office.last_run.should_notify(NOW + MAX_RUN_TIME)
    assert office.last_run.details
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Rapporten kunde inte hämtas.")
    assert office.files == []
    for folder in (office.profile, office.folder):
        assert not list(files_containing(folder, WRONG))


def test_a_part_that_is_missing_is_told_and_the_file_is_there(office: ScheduledEnv) -> None:
    def answer(seen: Seen) -> Reply:
        return Reply(403) if seen.customer_id == SUNDBYBERG.id else REPORT

    with FaultServer(answer) as server:
        office.configure(server.base_url, SOLNA, SUNDBYBERG)
        assert office.run() == ExitCode.INCOMPLETE
    assert office.last_run.result is RunResult.INCOMPLETE
    assert office.last_run.path == str(office.folder / office.expected_name())
    assert any("403" in line for line in office.last_run.details)
    assert "Rapporten är inte komplett." in about_text(office.folder / office.expected_name())


@pytest.mark.parametrize(
    ("ring", "result"),
    [
        (MemoryKeyring(), RunResult.NO_PASSWORD),
        (HangingKeyring(), RunResult.KEYRING_LOCKED),  # it waits for its user, who is not there
        (RaisingKeyring(OSError(WRONG)), RunResult.NO_PASSWORD),
    ],
)
def test_without_a_password_nobody_is_asked(
    office: ScheduledEnv, ring: KeyringBackend, result: RunResult, capsys: pytest.CaptureFixture[str]
) -> None:
    with FaultServer(in_turn(REPORT)) as server:
        office.configure(server.base_url, password=None)
        office.ring = ring
        assert office.run() == ExitCode.SIGN_IN_REFUSED
        assert server.seen == []
    if isinstance(ring, HangingKeyring):
        ring.released.set()
    assert office.last_run.result is result
    told = capsys.readouterr().err
    assert "Lösenordet för ”Norrby”" in told
    assert WRONG not in told


def test_a_locked_keyring_is_said_to_be_locked(
    office: ScheduledEnv, secret_service: SecretService, served: DemoService
) -> None:
    from vitec_desktop.accounts.keyring_backend import system_keyring

    office.ring = system_keyring()
    office.configure(served.base_url)
    secret_service.lock()
    assert office.run() == ExitCode.SIGN_IN_REFUSED
    assert office.last_run.result is RunResult.KEYRING_LOCKED
    secret_service.unlock()
    assert office.run() == ExitCode.COMPLETE


def test_a_folder_that_is_gone_is_told_before_anything_is_fetched(office: ScheduledEnv) -> None:
    with FaultServer(in_turn(REPORT)) as server:
        office.configure(server.base_url, folder=str(office.folder / "borta"))
        assert office.run() == ExitCode.NOT_WRITTEN
        assert server.seen == []
    assert office.last_run.result is RunResult.FOLDER_MISSING
    assert not (office.folder / "borta").exists()


def test_a_folder_that_the_system_cannot_look_into_is_told(office: ScheduledEnv, served: DemoService) -> None:
    office.configure(served.base_url, folder=str(office.folder / ("å" * 200)))
    assert office.run() == ExitCode.NOT_WRITTEN
    assert office.last_run.result is RunResult.NOT_WRITTEN


def test_a_folder_that_is_none_is_told(office: ScheduledEnv, served: DemoService) -> None:
    office.configure(served.base_url)
    (office.folder / office.expected_name()).mkdir()
    name = f"{Path(office.expected_name()).stem} 07.00.12.xlsx"
    (office.folder / name).mkdir()
    assert office.run() == ExitCode.NOT_WRITTEN
    assert office.last_run.result is RunResult.NOT_WRITTEN


@pytest.mark.parametrize("connection_id", ["", "deleted"])
def test_without_a_connection_there_is_nothing_to_fetch(
    office: ScheduledEnv, connection_id: str, served: DemoService, capsys: pytest.CaptureFixture[str]
) -> None:
    office.configure(served.base_url, connection_id=connection_id)
    if not connection_id:
        save_connections(office.profile, make_connection(served.base_url, ()))
    assert office.run() == ExitCode.USAGE
    assert office.last_run.result is RunResult.NO_CONNECTION
    assert "anslutning" in capsys.readouterr().err


def test_one_connection_of_several_can_be_meant(office: ScheduledEnv) -> None:
    with FaultServer(in_turn(REPORT)) as server:
        office.configure(server.base_url, connection_id="2")
        other = make_connection(server.base_url, (SUNDBYBERG,), connection_id="2", name="Annan")
        save_connections(office.profile, make_connection(server.base_url, (SOLNA,)), other)
        office.credential_store().set_password("2", other.user, "x")
        assert office.run() == ExitCode.COMPLETE
        assert {seen.customer_id for seen in server.seen} == {SUNDBYBERG.id}


# Trying again ---------------------------------------------------------------------------------------------------


def test_a_service_that_is_down_for_a_while_is_asked_again(office: ScheduledEnv) -> None:
    with FaultServer(in_turn(Reply(503), Reply(503), REPORT)) as server:
        office.configure(server.base_url)
        assert office.run() == ExitCode.COMPLETE
        assert len(server.seen) == 3
    assert office.last_run.result is RunResult.COMPLETE
    assert office.files == [office.expected_name()]


def test_a_service_that_stays_down_is_given_up(office: ScheduledEnv) -> None:
    with FaultServer(in_turn(Reply(503))) as server:
        office.configure(server.base_url)
        assert office.run() == ExitCode.SERVICE_FAILED
        assert len(server.seen) == 3
    assert office.last_run.result is RunResult.SERVICE_FAILED


def test_a_service_that_cannot_be_reached_is_the_network_s_matter(office: ScheduledEnv) -> None:
    with FaultServer(in_turn(REPORT)) as server:
        office.configure(server.base_url)
    assert office.run() == ExitCode.SERVICE_FAILED
    assert office.last_run.result is RunResult.NO_NETWORK


def test_a_drive_that_comes_late_is_waited_for(office: ScheduledEnv) -> None:
    late = office.folder / "delad mapp"

    def mounting() -> Iterator[float]:
        late.mkdir()
        yield 0

    office.retry_delays = mounting()
    with FaultServer(in_turn(REPORT)) as server:
        office.configure(server.base_url, folder=str(late))
        assert office.run() == ExitCode.COMPLETE
        assert len(server.seen) == 1, "fetched for nothing"
    assert [path.name for path in late.iterdir()] == [office.expected_name()]


def test_who_waits_for_a_run_waits_for_one_try_only(office: ScheduledEnv) -> None:
    with FaultServer(in_turn(Reply(503))) as server:
        office.configure(server.base_url)
        assert office.run("--once") == ExitCode.SERVICE_FAILED
        assert len(server.seen) == 1


def test_a_run_that_takes_too_long_ends_by_itself_on_any_system(office: ScheduledEnv) -> None:
    office.retry_delays = (60,)
    office.monkeypatch.setattr(scheduled, "LONGEST", 0.2)
    with FaultServer(in_turn(Reply(503))) as server:
        office.configure(server.base_url)
        assert office.run() == ExitCode.INTERRUPTED
    assert office.last_run.result is RunResult.INTERRUPTED


def test_the_pauses_leave_time_for_the_work() -> None:
    assert sum(RETRY_DELAYS) < MAX_RUN_TIME.total_seconds() / 2
