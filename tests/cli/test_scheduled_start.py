"""The start and end of a scheduled run, some in a process of its own."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.export.factories import SHEETS, calamine_rows
from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen
from tests.helpers.forked_python import ForkedPython
from tests.helpers.secret_service import SecretService
from tests.helpers.waiting import LONGEST_WAIT, read_line
from tests.helpers.window_driver import files_containing, make_connection, save_connections
from tests.schedule.scheduled_env import NOW, PLAN, SOLNA, ScheduledEnv
from tests.schedule.scheduled_env import env as env
from tests.schedule.scheduled_env import served as served
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.accounts.offices import OfficesUnreadable
from vitec_desktop.cli import scheduled
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.export_arguments import ExportArguments, ScheduledArguments, parse_export_arguments
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.language import load_language
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.schedule.plan import FileFormat, PlanFile
from vitec_desktop.schedule.program import scheduled_run_command
from vitec_desktop.schedule.run_history import RUNS_FILE, RunHistory, RunResult
from vitec_desktop.storage import json_file
from vitec_desktop.storage.file_lock import LOCK_TIMEOUT as WINDOW_TIMEOUT
from vitec_desktop.storage.file_lock import profile_lock
from vitec_desktop.webservice.timestamps import swedish_today

WRONG = "hemligt-lösen-7"
SWEDISH = load_language("sv")


@pytest.mark.slow
def test_the_scheduler_s_command_runs_without_output(
    tmp_path: Path, secret_service: SecretService, served: DemoService
) -> None:
    """Start the scheduler's own command, with the password in a real keyring."""
    profile = tmp_path / "profile"
    kept = make_connection(served.base_url, served.customers)
    save_connections(profile, kept)
    assert CredentialStore().set_password(kept.id, kept.user, served.password).problem is None
    PlanFile(profile).save(replace(PLAN, folder=str(tmp_path)))
    program = scheduled_run_command("a1", profile)
    done = subprocess.run(
        program.argv,
        cwd=program.folder,
        capture_output=True,
        timeout=LONGEST_WAIT,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    [run] = RunHistory(profile).load()
    assert run.result is RunResult.COMPLETE
    assert Path(run.path).parent == tmp_path
    first_day, last_day = preset_days(Preset.LAST_WEEK, swedish_today())
    truth = served.rows(first_day, last_day)
    for kind, sheet in SHEETS.items():
        assert len(calamine_rows(Path(run.path), sheet)) - 1 == len(truth[kind])
    assert not list(files_containing(profile, served.password))


def test_an_unknown_id_is_a_usage_error(env: ScheduledEnv, capsys: pytest.CaptureFixture[str]) -> None:
    assert env.run(plan_id="b2") == ExitCode.USAGE
    assert "Den schemalagda exporten ”b2” finns inte." in capsys.readouterr().err
    assert not (env.profile / RUNS_FILE).exists()


@pytest.mark.parametrize(
    "other",
    [
        *(["f.xlsx"], ["--demo"], ["--period", "today"], ["--customer-id", "M1"], ["--password-stdin"], ["--odd"]),
        *(["--anonymise"], ["--overwrite"], ["--status", "removed"]),
    ],
)
def test_other_options_beside_scheduled_are_rejected(
    env: ScheduledEnv, other: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert env.run(*other) == ExitCode.USAGE
    told = capsys.readouterr().err
    assert "Med --scheduled kan bara --once, --since, --save-report, --profile, --language och --quiet anges." in told
    assert "--help" in told


def test_a_value_may_be_the_word_export() -> None:
    scheduled_run = parse_export_arguments(["export", "--scheduled", "a1", "--profile", "export"], NOW.date())
    assert scheduled_run == ScheduledArguments("a1", Path("export"))
    plain = parse_export_arguments(["export", "r.xlsx", "--connection", "export", "--period", "today"], NOW.date())
    assert isinstance(plain, ExportArguments)
    assert plain.connection == "export"


@pytest.mark.parametrize(
    ("settings", "given", "name"),
    [
        ('{"version": 1, "language": "en"}', ["--quiet"], "Tips and leads"),
        ('{"version": 1, "language": "sv"}', ["--quiet"], "Tips och leads"),
        ('{"version": 1, "language": "sv"}', ["--language", "en"], "Tips and leads"),
    ],
)
def test_the_file_is_in_the_window_s_language(
    env: ScheduledEnv, served: DemoService, settings: str, given: list[str], name: str
) -> None:
    env.configure(served.base_url)
    (env.profile / "settings.json").write_text(settings)
    assert env.run(*given) == ExitCode.COMPLETE
    assert env.files[0].startswith(name)


def test_an_unexpected_error_is_reported_by_class_only(
    env: ScheduledEnv, served: DemoService, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OfficesUnreadable((WRONG,))

    env.configure(served.base_url)
    env.monkeypatch.setattr(scheduled, "fetch_for_export", fail)
    assert env.run() == ExitCode.UNEXPECTED
    assert (env.last_run.result, env.last_run.details) == (RunResult.UNEXPECTED, ("OfficesUnreadable",))
    assert WRONG not in capsys.readouterr().err


def test_a_run_that_cannot_be_saved_exports_all_the_same_and_says_so(
    env: ScheduledEnv, served: DemoService, capsys: pytest.CaptureFixture[str]
) -> None:
    env.configure(served.base_url, format=FileFormat.CSV)
    (env.profile / RUNS_FILE).mkdir()
    assert env.run("--language", "sv", "--quiet") == ExitCode.COMPLETE
    assert env.files == [env.expected_name]
    assert capsys.readouterr().err == (
        f"Hur exporten gick kunde inte sparas, så fönstret visar det inte. Filen: {env.profile / RUNS_FILE}\n"
    )


def test_a_run_waits_longer_for_the_profile_than_the_window_does(env: ScheduledEnv, served: DemoService) -> None:
    timeouts: list[float] = []

    def record_timeout(folder: Path, timeout: float = WINDOW_TIMEOUT) -> AbstractContextManager[None]:
        timeouts.append(timeout)
        return profile_lock(folder, timeout)

    env.configure(served.base_url, format=FileFormat.CSV)
    env.monkeypatch.setattr(json_file, "profile_lock", record_timeout)
    assert env.run() == ExitCode.COMPLETE
    assert timeouts == [scheduled.LOCK_TIMEOUT] * 2, "before and after the export"
    assert scheduled.LOCK_TIMEOUT >= 10 * WINDOW_TIMEOUT


def test_a_run_that_gets_no_lock_exports_all_the_same_and_says_so(
    env: ScheduledEnv, served: DemoService, capsys: pytest.CaptureFixture[str]
) -> None:
    env.configure(served.base_url, format=FileFormat.CSV)
    env.monkeypatch.setattr(scheduled, "LOCK_TIMEOUT", 0)
    with profile_lock(env.profile):
        assert env.run("--language", "sv", "--quiet") == ExitCode.COMPLETE
    assert env.files == [env.expected_name]
    assert "Hur exporten gick kunde inte sparas" in capsys.readouterr().err


def test_of_four_runs_at_once_none_loses_its_record(tmp_path: Path) -> None:
    """Four processes save as a scheduled run does; until all of them wait, another one has the lock."""
    code = (
        "import sys\n"
        "from datetime import datetime\n"
        "from pathlib import Path\n"
        "from vitec_desktop.cli.scheduled import LOCK_TIMEOUT\n"
        "from vitec_desktop.schedule.run_history import Run, RunHistory, RunResult\n"
        "history, plan = RunHistory(Path(sys.argv[1]), LOCK_TIMEOUT), sys.argv[2]\n"
        "print('waits', flush=True)\n"
        "for day in range(1, 9):\n"
        "    history.save(Run(plan, datetime(2026, 11, day)))\n"
        "    history.save(Run(plan, datetime(2026, 11, day), RunResult.COMPLETE, 0))\n"
    )
    plans = ("a1", "b2", "c3", "d4")
    with ExitStack() as stack:
        with profile_lock(tmp_path):
            processes = [
                stack.enter_context(
                    ForkedPython([sys.executable, "-c", code, str(tmp_path), plan], stdout=subprocess.PIPE, text=True)
                )
                for plan in plans
            ]
            assert [read_line(process) for process in processes] == ["waits\n"] * 4
        assert [process.wait(LONGEST_WAIT) for process in processes] == [0] * 4
    days = [(datetime(2026, 11, day), RunResult.COMPLETE) for day in range(1, 9)]
    history = RunHistory(tmp_path)
    assert {plan: [(run.started_at, run.result) for run in history.runs_for(plan)] for plan in plans} == dict.fromkeys(
        plans, days
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without a signal")
@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)])
def test_the_end_of_the_session_is_saved_as_interrupted(
    tmp_path: Path, secret_service: SecretService, number: signal.Signals
) -> None:
    asked = threading.Event()

    def never_answer(seen: Seen) -> Reply:
        asked.set()
        return Reply(hang=Hang.BEFORE_HEADERS)

    profile = tmp_path / "profile"
    with FaultServer(never_answer) as server:
        kept = make_connection(server.base_url, (SOLNA,))
        save_connections(profile, kept)
        CredentialStore().set_password(kept.id, kept.user, "x")
        PlanFile(profile).save(replace(PLAN, folder=str(tmp_path)))
        program = scheduled_run_command("a1", profile)
        with subprocess.Popen(program.argv, cwd=program.folder, stderr=subprocess.PIPE) as process:
            assert asked.wait(LONGEST_WAIT)
            process.send_signal(number)
            _, told = process.communicate(timeout=LONGEST_WAIT)
    assert process.returncode == ExitCode.INTERRUPTED
    assert b"Traceback" not in told
    [run] = RunHistory(profile).load()
    assert (run.result, run.exit_code) == (RunResult.INTERRUPTED, 130)
    assert [path.name for path in tmp_path.iterdir()] == ["profile"]
