"""How a scheduled run is started and ended: as a process of its own where that is the point."""

import os
import signal
import subprocess
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tests.export.factories import SHEETS, calamine_rows
from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen
from tests.helpers.secret_service import SecretService
from tests.helpers.window_driver import files_containing, make_connection, save_connections
from tests.schedule.scheduled_env import NOW, PLAN, SOLNA, ScheduledEnv
from tests.schedule.scheduled_env import office as office
from tests.schedule.scheduled_env import served as served
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.accounts.offices import OfficesUnreadable
from vitec_desktop.cli import scheduled
from vitec_desktop.cli.arguments import parse_export_arguments, parse_scheduled_arguments
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.language import load_language
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.schedule.plan import PlanFile
from vitec_desktop.schedule.program import scheduled_run_command
from vitec_desktop.schedule.run_history import RUNS_FILE, RunHistory, RunResult
from vitec_desktop.webservice.timestamps import swedish_today

WRONG = "hemligt-lösen-7"
SWEDISH = load_language("sv")


def test_the_system_starts_it_and_nobody_sees_anything(
    tmp_path: Path, secret_service: SecretService, served: DemoService
) -> None:
    """The very command that the scheduler is given, in a process of its own, the password in a real keyring."""
    profile = tmp_path / "profile"
    kept = make_connection(served.base_url, served.customers)
    save_connections(profile, kept)
    assert CredentialStore().set_password(kept.id, kept.user, served.password).is_in_keyring
    PlanFile(profile).save(replace(PLAN, folder=str(tmp_path)))
    program = scheduled_run_command("a1", profile)
    done = subprocess.run(
        program.argv, cwd=program.folder, capture_output=True, timeout=60, stdin=subprocess.DEVNULL, check=False
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


def test_an_id_that_nobody_knows_is_wrong_usage(office: ScheduledEnv, capsys: pytest.CaptureFixture[str]) -> None:
    assert office.run(plan_id="b2") == ExitCode.USAGE
    assert "Den schemalagda exporten ”b2” finns inte." in capsys.readouterr().err
    assert not (office.profile / RUNS_FILE).exists()


@pytest.mark.parametrize(
    "other",
    [
        *(["f.xlsx"], ["--demo"], ["--period", "today"], ["--customer-id", "M1"], ["--password-stdin"], ["--odd"]),
        *(["--anonymise"], ["--overwrite"], ["--status", "removed"]),
    ],
)
def test_a_plan_says_everything_itself(
    office: ScheduledEnv, other: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert office.run(*other) == ExitCode.USAGE
    told = capsys.readouterr().err
    assert "Med --scheduled kan bara --once, --profile, --language och --quiet anges." in told
    assert "--help" in told


def test_a_value_may_be_the_word_export() -> None:
    wanted = parse_scheduled_arguments(["export", "--scheduled", "a1", "--profile", "export"], SWEDISH)
    assert wanted is not None
    assert wanted.profile == Path("export")
    plain = ["export", "r.xlsx", "--connection", "export", "--period", "today"]
    assert parse_scheduled_arguments(plain, SWEDISH) is None
    assert parse_export_arguments(plain, NOW.date(), SWEDISH).connection == "export"


@pytest.mark.parametrize(
    ("settings", "given", "name"),
    [
        ('{"version": 1, "language": "en"}', ["--quiet"], "Tips and leads"),
        ('{"version": 1, "language": "sv"}', ["--quiet"], "Tips och leads"),
        ('{"version": 1, "language": "sv"}', ["--language", "en"], "Tips and leads"),
    ],
)
def test_the_file_speaks_the_language_of_the_window(
    office: ScheduledEnv, served: DemoService, settings: str, given: list[str], name: str
) -> None:
    office.configure(served.base_url)
    (office.profile / "settings.json").write_text(settings)
    assert office.run(*given) == ExitCode.COMPLETE
    assert office.files[0].startswith(name)


def test_what_nobody_thought_of_is_told_by_its_kind_alone(
    office: ScheduledEnv, served: DemoService, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OfficesUnreadable((WRONG,))

    office.configure(served.base_url)
    office.monkeypatch.setattr(scheduled, "fetch_for_export", fail)
    assert office.run() == ExitCode.UNEXPECTED
    assert (office.last_run.result, office.last_run.details) == (RunResult.UNEXPECTED, ("OfficesUnreadable",))
    assert WRONG not in capsys.readouterr().err


def test_a_run_that_cannot_be_written_down_is_done_all_the_same(office: ScheduledEnv, served: DemoService) -> None:
    office.configure(served.base_url)
    (office.profile / RUNS_FILE).mkdir()
    assert office.run() == ExitCode.COMPLETE
    assert office.files == [office.expected_name()]


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without a signal")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_end_of_the_session_is_written_down(
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
            assert asked.wait(60)
            process.send_signal(number)
            _, told = process.communicate(timeout=60)
    assert process.returncode == ExitCode.INTERRUPTED
    assert b"Traceback" not in told
    [run] = RunHistory(profile).load()
    assert (run.result, run.exit_code) == (RunResult.INTERRUPTED, 130)
    assert [path.name for path in tmp_path.iterdir()] == ["profile"]
