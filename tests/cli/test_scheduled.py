"""A scheduled run: its file and the saved run."""

import re
from collections.abc import Iterator
from datetime import datetime, time
from hashlib import sha256
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
from tests.schedule.scheduled_env import env as env
from tests.schedule.scheduled_env import served as served
from vitec_desktop.cli import scheduled
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.scheduled import RETRY_DELAYS
from vitec_desktop.demo.service import DemoService
from vitec_desktop.export.errors import TargetInUse
from vitec_desktop.export.export_spec import ExportRequest, ExportResult
from vitec_desktop.export.exporter import write_report
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.report.report import Report
from vitec_desktop.schedule.plan import FileFormat
from vitec_desktop.schedule.run_history import MAX_RUN_TIME, Run, RunHistory, RunResult
from vitec_desktop.webservice.request import Customer
from vitec_desktop.webservice.timestamps import swedish_today

LATER = datetime(2026, 11, 30, 9, 30, 5)
WRONG = "hemligt-lösen-7"
REPORT = report()
QUICK = FileFormat.CSV
"""Of files that are not read: written in a tenth of a workbook's time, from requests of the report only."""


def test_a_run_writes_the_file_and_is_saved(
    env: ScheduledEnv, served: DemoService, capsys: pytest.CaptureFixture[str]
) -> None:
    env.configure(served.base_url)
    assert env.run() == ExitCode.COMPLETE
    assert env.files == [env.expected_name]
    path = env.folder / env.expected_name
    assert capsys.readouterr().out == f"{path}\n"
    assert env.last_run == Run(
        "a1",
        NOW.replace(microsecond=0),
        RunResult.COMPLETE,
        0,
        str(path),
        sha256(path.read_bytes()).hexdigest(),
        (),
        False,
    )
    assert "Rapporten är komplett." in about_text(path)


def test_a_started_run_is_saved_before_the_fetch(env: ScheduledEnv) -> None:
    during: list[Run] = []

    def answer(seen: Seen) -> Reply:
        during.append(env.last_run)
        return REPORT

    with FaultServer(answer) as server:
        env.configure(server.base_url, format=QUICK)
        env.run()
    assert during[0] == Run("a1", NOW.replace(microsecond=0))
    assert [run.result for run in RunHistory(env.profile).load()] == [RunResult.COMPLETE]


@pytest.mark.slow
def test_a_file_of_an_earlier_run_is_replaced_unless_it_was_changed(env: ScheduledEnv, served: DemoService) -> None:
    env.configure(served.base_url, format=QUICK)
    env.run()
    env.run()  # within the same second
    env.now = LATER
    env.run()
    path = env.folder / env.expected_name
    assert env.files == [path.name]
    with path.open("ab") as file:  # somebody wrote a note into it
        file.write(b"note")
    changed = path.read_bytes()
    env.run()
    beside = f"{path.stem} 09.30.05.zip"
    assert env.files == sorted([path.name, beside])
    assert path.read_bytes() == changed
    assert env.last_run.path == str(env.folder / beside)


def test_a_file_that_no_run_wrote_is_not_replaced(env: ScheduledEnv, served: DemoService) -> None:
    env.configure(served.base_url, format=QUICK)
    (env.folder / env.expected_name).write_bytes(b"mine")
    assert env.run() == ExitCode.COMPLETE
    assert (env.folder / env.expected_name).read_bytes() == b"mine"
    assert len(env.files) == 2


def test_an_open_file_gets_another_one_beside_it(env: ScheduledEnv) -> None:
    def write_unless_in_use(report: Report, request: ExportRequest, *rest: Any) -> ExportResult:
        if request.target.name == env.expected_name:
            raise TargetInUse(request.target)
        return write_report(report, request, *rest)

    env.monkeypatch.setattr(scheduled, "write_report", write_unless_in_use)
    with FaultServer(in_turn(REPORT)) as server:
        env.configure(server.base_url, format=QUICK)
        assert env.run() == ExitCode.COMPLETE
        assert len(server.seen) == 1, "fetched again"
    assert env.files == [f"{Path(env.expected_name).stem} 07.00.12.zip"]


def test_csv_files_are_in_a_zip_file(env: ScheduledEnv, served: DemoService) -> None:
    env.configure(served.base_url, format=FileFormat.CSV)
    assert env.run() == ExitCode.COMPLETE
    assert env.files == [env.expected_name]


@pytest.mark.slow
def test_an_anonymised_file_has_no_names(env: ScheduledEnv, served: DemoService) -> None:
    env.configure(served.base_url, preset=Preset.LAST_MONTH)
    env.run()
    named = calamine_rows(env.folder / env.expected_name, "Tips")
    env.change_plan(is_anonymised=True)
    env.run()
    bare = calamine_rows(env.folder / env.expected_name, "Tips")
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
def test_a_refusal_is_not_retried(
    env: ScheduledEnv, reply: Reply, result: RunResult, code: ExitCode, capsys: pytest.CaptureFixture[str]
) -> None:
    with FaultServer(in_turn(reply)) as server:
        env.configure(server.base_url, password=WRONG)
        assert env.run("--quiet", "--language", "sv") == code
        assert len(server.seen) == 1
    assert (env.last_run.result, env.last_run.exit_code, env.last_run.path) == (result, int(code), "")
    assert env.last_run.should_notify(NOW + MAX_RUN_TIME)
    assert env.last_run.details
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Rapporten kunde inte hämtas.")
    assert env.files == []
    for folder in (env.profile, env.folder):
        assert not list(files_containing(folder, WRONG))


def test_an_incomplete_report_is_written_and_reported(env: ScheduledEnv) -> None:
    def answer(seen: Seen) -> Reply:
        return Reply(403) if seen.customer_id == SUNDBYBERG.id else REPORT

    with FaultServer(answer) as server:
        env.configure(server.base_url, SOLNA, SUNDBYBERG)
        assert env.run() == ExitCode.INCOMPLETE
    assert env.last_run.result is RunResult.INCOMPLETE
    assert env.last_run.path == str(env.folder / env.expected_name)
    assert any("403" in line for line in env.last_run.details)
    assert "Rapporten är inte komplett." in about_text(env.folder / env.expected_name)


def test_a_report_whose_rows_are_all_in_another_format_is_incomplete(
    env: ScheduledEnv, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(seen: Seen) -> Reply:
        return report(tips=[{"$ref": "1"}, {"CreatedAt": seen.window[0][:10], "Tip": {"Id": "a"}}])

    with FaultServer(answer) as server:
        env.configure(server.base_url)
        assert env.run() == ExitCode.INCOMPLETE
    run, path = env.last_run, env.folder / env.expected_name
    assert (run.result, run.exit_code, run.path) == (RunResult.INCOMPLETE, 3, str(path))
    assert [line.rpartition(" · ")[2] for line in run.details] == ["oläsliga rader: 2"]
    assert "2 rader innehöll något oläsligt." in capsys.readouterr().err
    assert "Rapporten är inte komplett. 2 rader innehöll något oläsligt." in about_text(path)
    assert "2 rader innehöll något oläsligt." in about_text(path, "Mötesblad")
    first_day, _ = preset_days(env.plan.preset, swedish_today())
    assert calamine_rows(path, "Tips")[1][0] == datetime.combine(first_day, time())


@pytest.mark.parametrize(
    ("ring", "result"),
    [
        (MemoryKeyring(), RunResult.NO_PASSWORD),
        (HangingKeyring(), RunResult.KEYRING_LOCKED),  # it waits for its user, who is not there
        (RaisingKeyring(OSError(WRONG)), RunResult.NO_PASSWORD),
    ],
)
def test_without_a_password_no_request_is_sent(
    env: ScheduledEnv, ring: KeyringBackend, result: RunResult, capsys: pytest.CaptureFixture[str]
) -> None:
    with FaultServer(in_turn(REPORT)) as server:
        env.configure(server.base_url, password=None)
        env.ring = ring
        if isinstance(ring, HangingKeyring):
            env.answer_timeout = 0.05
        assert env.run() == ExitCode.SIGN_IN_REFUSED
        assert server.seen == []
    if isinstance(ring, HangingKeyring):
        ring.released.set()
    assert env.last_run.result is result
    told = capsys.readouterr().err
    assert "Lösenordet för ”Norrby”" in told
    assert WRONG not in told


def test_the_keyring_and_its_user_have_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    timeouts: list[dict[str, float]] = []
    monkeypatch.setattr(scheduled, "CredentialStore", lambda **given: timeouts.append(given))
    scheduled.DEFAULT_ENVIRONMENT.create_credential_store()
    assert timeouts == [{"answer_timeout": 60.0, "prompt_timeout": 60.0}]


def test_a_locked_keyring_is_reported(env: ScheduledEnv, secret_service: SecretService, served: DemoService) -> None:
    from vitec_desktop.accounts.keyring_backend import system_keyring

    env.ring = system_keyring()
    env.configure(served.base_url, format=QUICK)
    secret_service.lock()
    assert env.run() == ExitCode.SIGN_IN_REFUSED
    assert env.last_run.result is RunResult.KEYRING_LOCKED
    secret_service.unlock()
    assert env.run() == ExitCode.COMPLETE


def test_a_missing_folder_is_reported_before_the_fetch(env: ScheduledEnv) -> None:
    with FaultServer(in_turn(REPORT)) as server:
        env.configure(server.base_url, folder=str(env.folder / "borta"))
        assert env.run() == ExitCode.NOT_WRITTEN
        assert server.seen == []
    assert env.last_run.result is RunResult.FOLDER_MISSING
    assert not (env.folder / "borta").exists()


def test_an_unreadable_folder_is_reported(env: ScheduledEnv, served: DemoService) -> None:
    env.configure(served.base_url, folder=str(env.folder / ("å" * 200)))
    assert env.run() == ExitCode.NOT_WRITTEN
    assert env.last_run.result is RunResult.NOT_WRITTEN


def test_a_file_in_place_of_the_folder_is_reported(env: ScheduledEnv, served: DemoService) -> None:
    env.configure(served.base_url)
    (env.folder / env.expected_name).mkdir()
    name = f"{Path(env.expected_name).stem} 07.00.12.xlsx"
    (env.folder / name).mkdir()
    assert env.run() == ExitCode.NOT_WRITTEN
    assert env.last_run.result is RunResult.NOT_WRITTEN


@pytest.mark.parametrize("connection_id", ["", "deleted"])
def test_a_plan_without_a_connection_fails(
    env: ScheduledEnv, connection_id: str, served: DemoService, capsys: pytest.CaptureFixture[str]
) -> None:
    env.configure(served.base_url, connection_id=connection_id)
    if not connection_id:
        save_connections(env.profile, make_connection(served.base_url, ()))
    assert env.run() == ExitCode.USAGE
    assert env.last_run.result is RunResult.NO_CONNECTION
    assert "anslutning" in capsys.readouterr().err


def test_a_plan_can_name_one_of_several_connections(env: ScheduledEnv) -> None:
    with FaultServer(in_turn(REPORT)) as server:
        env.configure(server.base_url, connection_id="2", format=QUICK)
        other = make_connection(server.base_url, (SUNDBYBERG,), connection_id="2", name="Annan")
        save_connections(env.profile, make_connection(server.base_url, (SOLNA,)), other)
        env.credential_store().set_password("2", other.user, "x")
        assert env.run() == ExitCode.COMPLETE
        assert {seen.customer_id for seen in server.seen} == {SUNDBYBERG.id}


# Trying again ---------------------------------------------------------------------------------------------------


def test_a_failing_service_is_retried(env: ScheduledEnv) -> None:
    with FaultServer(in_turn(Reply(503), Reply(503), REPORT)) as server:
        env.turn_off_comparison()
        env.configure(server.base_url)
        assert env.run() == ExitCode.COMPLETE
        assert len(server.seen) == 3
    assert env.last_run.result is RunResult.COMPLETE
    assert env.files == [env.expected_name]


def test_retries_are_limited(env: ScheduledEnv) -> None:
    with FaultServer(in_turn(Reply(503))) as server:
        env.configure(server.base_url)
        assert env.run() == ExitCode.SERVICE_FAILED
        assert len(server.seen) == 3
    assert env.last_run.result is RunResult.SERVICE_FAILED


def test_an_unreachable_service_counts_as_no_network(env: ScheduledEnv) -> None:
    with FaultServer(in_turn(REPORT)) as server:
        env.configure(server.base_url)
    assert env.run() == ExitCode.SERVICE_FAILED
    assert env.last_run.result is RunResult.NO_NETWORK


def test_a_missing_drive_is_retried(env: ScheduledEnv) -> None:
    late = env.folder / "delad mapp"

    def mounting() -> Iterator[float]:
        late.mkdir()
        yield 0

    env.retry_delays = mounting()
    with FaultServer(in_turn(REPORT)) as server:
        env.configure(server.base_url, folder=str(late), format=QUICK)
        assert env.run() == ExitCode.COMPLETE
        assert len(server.seen) == 1, "fetched for nothing"
    assert [path.name for path in late.iterdir()] == [env.expected_name]


def test_the_time_that_the_service_asks_for_is_waited_for(env: ScheduledEnv) -> None:
    waited: list[float] = []
    env.monkeypatch.setattr(scheduled._PlanRunner, "_wait", lambda _, seconds: waited.append(seconds))
    env.retry_delays = (60.0, 60.0)
    asked = [Reply(503, headers={"Retry-After": "1500"}), Reply(429, headers={"Retry-After": "30"}), REPORT]
    with FaultServer(in_turn(*asked)) as server:
        env.turn_off_comparison()
        env.configure(server.base_url)
        assert env.run() == ExitCode.COMPLETE
        assert len(server.seen) == 3
    assert 1490 < waited[0] <= 1500
    assert waited[1] == 60.0


@pytest.mark.parametrize("status", [429, 503])
def test_a_run_ends_and_says_when_to_come_back_if_that_is_too_late(
    env: ScheduledEnv, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    env.retry_delays = (60.0, 300.0)
    customers = [Customer(f"M{number}") for number in range(1, 4)]
    with FaultServer(in_turn(Reply(status, headers={"Retry-After": "4000"}))) as server:
        env.configure(server.base_url, *customers, preset=Preset.LAST_YEAR)
        assert env.run("--language", "sv") == ExitCode.SERVICE_FAILED
        assert len(server.seen) == 1
    told = r"Försök igen efter (\d+ \w+ \d+ )?klockan \d\d:\d\d\."
    assert re.search(told, capsys.readouterr().err)
    assert re.fullmatch(told, env.last_run.details[0])


def test_with_once_there_is_one_attempt(env: ScheduledEnv) -> None:
    with FaultServer(in_turn(Reply(503))) as server:
        env.configure(server.base_url)
        assert env.run("--once") == ExitCode.SERVICE_FAILED
        assert len(server.seen) == 1


def test_a_run_that_takes_too_long_cancels_itself(env: ScheduledEnv) -> None:
    env.retry_delays = (60,)
    env.monkeypatch.setattr(scheduled, "MAX_SECONDS", 0.2)
    with FaultServer(in_turn(Reply(503))) as server:
        env.configure(server.base_url)
        assert env.run() == ExitCode.INTERRUPTED
    assert env.last_run.result is RunResult.INTERRUPTED


def test_the_retry_delays_leave_time_for_the_export() -> None:
    assert sum(RETRY_DELAYS) < MAX_RUN_TIME.total_seconds() / 2
