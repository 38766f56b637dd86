"""Real commands, and the choice of the scheduler."""

import sys
import threading
from pathlib import Path

import pytest

from tests.schedule.factories import PROGRAM, CommandRecorder, make_plan
from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.launchd import Launchd
from vitec_desktop.schedule.program import scheduled_run_command
from vitec_desktop.schedule.scheduler import system_scheduler
from vitec_desktop.schedule.subprocess_runner import CommandOutput, command_runner
from vitec_desktop.schedule.systemd import Systemd
from vitec_desktop.schedule.task_scheduler import TaskScheduler
from vitec_desktop.webservice.cancellation import CancellationToken


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_command_returns_exit_code_and_text() -> None:
    code = "import sys; sys.stdout.buffer.write('nej \\xe5'.encode()); sys.stderr.write('!'); sys.exit(7)"
    answer = command_runner()(python(code))
    assert answer.exit_code == 7
    assert set(answer.text) == set("nej å!")


def test_text_in_an_unknown_encoding_is_no_error() -> None:
    assert command_runner()(python("import sys; sys.stdout.buffer.write(b'\\xe5')")) == CommandOutput(0, "\ufffd")


def test_a_command_has_no_standard_input() -> None:
    assert command_runner()(python("print(input())")).exit_code == 1


def test_a_missing_command_means_no_scheduler(tmp_path: Path) -> None:
    with pytest.raises(SchedulerFailed) as failed:
        command_runner()([str(tmp_path / "systemctl"), "--user"])
    assert failed.value.problem is SchedulerProblem.NONE_FOUND


def test_a_command_without_permission_means_refused(tmp_path: Path) -> None:
    with pytest.raises(SchedulerFailed) as failed:
        command_runner()([str(tmp_path)])
    assert failed.value.problem is SchedulerProblem.REFUSED


def test_a_command_that_does_not_end_is_killed() -> None:
    with pytest.raises(SchedulerFailed) as failed:
        command_runner(timeout=0.01)(python("import threading; threading.Event().wait()"))
    assert failed.value.problem is SchedulerProblem.NOT_ANSWERING


def test_cancelling_kills_a_running_command(tmp_path: Path) -> None:
    cancellation = CancellationToken()
    answers: list[CommandOutput] = []
    command = python("import threading; threading.Event().wait()")
    thread = threading.Thread(target=lambda: answers.append(command_runner(cancellation)(command)))
    thread.start()
    cancellation.cancel()
    thread.join()
    assert answers[0].exit_code != 0


def test_each_system_has_its_own_scheduler(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    ask = CommandRecorder()
    assert isinstance(system_scheduler(platform="win32", environment={}, run_command=ask), TaskScheduler)
    mac = system_scheduler(platform="darwin", environment={}, run_command=ask)
    assert isinstance(mac, Launchd)
    mac.install(make_plan(), PROGRAM)
    assert [path.suffix for path in (tmp_path / "Library" / "LaunchAgents").iterdir()] == [".plist"]


@pytest.mark.parametrize(("environment", "place"), [({}, ".config"), ({"XDG_CONFIG_HOME": "given"}, "given")])
def test_units_are_in_systemd_s_user_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, environment: dict[str, str], place: str
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    given = {name: str(tmp_path / value) for name, value in environment.items()}
    linux = system_scheduler(platform="linux", environment=given, run_command=CommandRecorder())
    assert isinstance(linux, Systemd)
    linux.install(make_plan(), PROGRAM)
    assert {path.suffix for path in (tmp_path / place / "systemd" / "user").iterdir()} == {".service", ".timer"}


def test_a_checkout_runs_its_own_module_from_any_folder(tmp_path: Path) -> None:
    program = scheduled_run_command("a1", tmp_path / "profil å")
    assert Path(program.executable).is_absolute()
    assert program.arguments[:5] == ("-m", "vitec_desktop", "export", "--scheduled", "a1")
    assert program.arguments[5:] == ("--profile", str(tmp_path / "profil å"), "--quiet")
    assert (Path(program.folder) / "vitec_desktop" / "__main__.py").is_file()


def test_an_installed_program_runs_itself_outside_its_own_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/vitec-desktop/vitec-desktop")
    monkeypatch.chdir(tmp_path)
    program = scheduled_run_command("a1", Path("profile"))
    assert program.argv[:4] == ("/opt/vitec-desktop/vitec-desktop", "export", "--scheduled", "a1")
    assert program.folder == str(tmp_path / "profile")
    assert program.arguments[-2] == str(tmp_path / "profile")


def test_on_windows_no_console_window_opens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    assert scheduled_run_command("a1", tmp_path).executable == str(tmp_path / "python.exe")
    (tmp_path / "pythonw.exe").write_bytes(b"")
    assert scheduled_run_command("a1", tmp_path).executable == str(tmp_path / "pythonw.exe")
