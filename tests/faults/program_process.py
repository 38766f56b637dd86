"""The whole program: started twice, with an unexpected exception, closed, logged off and suspended during a fetch."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tests.faults.case import Env, Fault, Observed
from tests.faults.login import PASSWORD, USER
from tests.faults.two_offices import SOLNA, VASASTAN, reply_normally
from tests.helpers.fault_server import Hang, Reply, Seen
from tests.helpers.forked_python import ForkedPython
from tests.helpers.waiting import LONGEST_WAIT, read_line
from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.offices import Office
from vitec_desktop.ui.common.single_instance import lock_file_name

_GROUP = "program"


@dataclass
class ProgramProcess:
    process: "subprocess.Popen[str]"
    errors: Path

    def send_command(self, command: str) -> Any:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{command}\n")
        self.process.stdin.flush()
        return self.read_answer()

    def read_answer(self) -> Any:
        """Return the next line that the process prints; "" if it ends without one."""
        line = read_line(self.process)
        if not line and self.process.wait(LONGEST_WAIT):
            raise AssertionError(self.errors.read_text(errors="replace")[-2000:])
        return json.loads(line) if line else ""

    def wait_for(self, condition: Callable[[dict[str, Any]], object], question: str = "state") -> dict[str, Any]:
        deadline = time.monotonic() + LONGEST_WAIT
        while not condition(state := self.send_command(question)):
            assert time.monotonic() < deadline, state
            time.sleep(0.02)
        return dict(state)


@contextmanager
def start_program(profile: Path, temp: Path | None = None, stderr: Path | None = None) -> Iterator[ProgramProcess]:
    """Start the program on a profile; read its first answer with `read_answer`: "open", or "" if another one runs."""
    environment = environment_within(temp.parent, temp) if temp else {}
    errors = stderr or profile.with_name(f"{profile.name} stderr.txt")
    with errors.open("ab") as stream, _running(profile, stream, environment) as process:
        yield ProgramProcess(process, errors)


@contextmanager
def _running(profile: Path, stderr: IO[bytes], environment: Mapping[str, str]) -> "Iterator[subprocess.Popen[str]]":
    process = ForkedPython(
        [sys.executable, "-m", "tests.faults.program_child", "--profile", str(profile)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(LONGEST_WAIT)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def environment_within(folder: Path, temp: Path | None = None) -> dict[str, str]:
    """Return an environment in which a program keeps its temp files and all other files in `folder`."""
    places = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), folder / "home")
    places |= {f"XDG_{kind}_HOME": folder / "home" / kind.lower() for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    places |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), temp or folder / "temp")
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    return {**os.environ, **{name: str(place) for name, place in places.items()}}


_TWO_OFFICES = tuple(Office(customer.id, customer.name) for customer in (SOLNA, VASASTAN))


def make_profile(env: Env, base_url: str = "", offices: tuple[Office, ...] = _TWO_OFFICES) -> Path:
    """Create a profile, with a connection to the offices if `base_url` is given."""
    profile = env.folder / "profile"
    profile.mkdir(exist_ok=True)
    if base_url:
        file = ConnectionFile(profile / "connections.json")
        file.save_all((Connection("1", "Norrby", USER, offices, base_url),))
    return profile


# Started twice ------------------------------------------------------------------------------------------------


def _started_twice_with_old_lock_files(env: Env) -> Observed:
    """The profile comes from another computer, whose program was running, and the lock files were emptied."""
    profile = make_profile(env)
    for name in ("running.lock", lock_file_name()):
        (profile / name).touch()
    (profile / "running-0badf00d.lock").write_text("4242\nvitec-desktop\nanother-computer\n")
    return _started_twice(env)


def _started_twice(env: Env) -> Observed:
    profile = make_profile(env)
    with start_program(profile) as first:
        assert first.read_answer() == "open"
        first.send_command("minimise")
        assert first.send_command("state")["is_minimised"]
        with start_program(profile) as second:
            assert second.read_answer() == ""
            assert second.process.wait(LONGEST_WAIT) == 0
            first.wait_for(lambda state: not state["is_minimised"])
            return Observed(_count_windows(first, second), None, None)


def _started_after_kill(env: Env) -> Observed:
    profile = make_profile(env)
    with start_program(profile) as first:
        assert first.read_answer() == "open"
        first.process.kill()
        first.process.wait(LONGEST_WAIT)
        with start_program(profile) as second:
            assert second.read_answer() == "open"
            return Observed(_count_windows(first, second), None, None)


def _first_frozen(env: Env) -> Observed:
    profile = make_profile(env)
    with start_program(profile) as first:
        assert first.read_answer() == "open"
        os.kill(first.process.pid, signal.SIGSTOP)
        with start_program(profile) as second:
            assert second.read_answer() == "open"
            os.kill(first.process.pid, signal.SIGCONT)
            return Observed(_count_windows(first, second), None, None)


def _count_windows(*programs: ProgramProcess) -> str:
    """Return how many of the processes run and show a window that is not minimised."""
    states = [program.send_command("state") for program in programs if program.process.poll() is None]
    return f"windows: {sum(state['is_visible'] and not state['is_minimised'] for state in states)}"


# Broken -------------------------------------------------------------------------------------------------------


def _unexpected_exception(env: Env) -> Observed:
    with start_program(make_profile(env)) as program:
        assert program.read_answer() == "open"
        program.send_command("break")
        dialog = program.wait_for(lambda state: state["dialogs"])["dialogs"][0]
        copied = program.send_command("copy")
        assert "builtins.RuntimeError" in copied
        assert "program_child.py" in copied
        secrets = sum(secret in text for text in (dialog, copied) for secret in (PASSWORD, "Cecilia"))
        kept = f"{_count_windows(program)}; secrets shown: {secrets}"
    return Observed(dialog.partition(" Vitec Desktop ")[0], None, kept)


def _damaged_settings(env: Env) -> Observed:
    contents = ['{"version": 1, "tab', "nonsense", ""] if env.workload.is_full else ['{"version": 1, "tab']
    notices, kept = set(), set()
    for number, content in enumerate(contents):
        profile = env.folder / f"{number}"
        profile.mkdir()
        (profile / "settings.json").write_text(content)
        with start_program(profile) as program:
            assert program.read_answer() == "open"
            sees = program.send_command("state")["notice"]
        [backup] = profile.glob("settings.damaged-*.json")
        kept.add("the damaged file" if backup.read_text() == content else "another file")
        notices.add(sees.replace(str(backup), "…"))
    return Observed(" / ".join(notices), None, " / ".join(kept))


# Ended in the middle of something -----------------------------------------------------------------------------


def _closed_in_fetch(env: Env) -> Observed:
    """Close or quit while a fetch hangs: the process ends soon, with the settings saved."""
    took = 0.0
    kept = set()
    for command in ("close", "quit") if env.workload.is_full else ("close",):
        with env.serve(lambda _: Reply(hang=Hang.BEFORE_HEADERS)) as server:
            profile = make_profile(env, server.base_url)
            with start_program(profile) as program:
                assert program.read_answer() == "open"
                program.send_command("other tab")
                program.send_command("fetch")
                assert server.is_hanging.wait(LONGEST_WAIT)
                begin = time.monotonic()
                program.send_command(command)
                exit_code = program.process.wait(LONGEST_WAIT)
                took = max(took, time.monotonic() - begin)
            assert server.wait_until_left()
        kept.add(f"{_saved_tab(profile)}; exit code {exit_code}")
        (profile / "settings.json").unlink()
    return Observed(None, None, " / ".join(kept), note=f"ended in {took:.1f} s")


def _logged_off_in_fetch(env: Env) -> Observed:
    """The system announces the end of the session, and then kills the process."""
    with env.serve(lambda _: Reply(hang=Hang.BEFORE_HEADERS)) as server:
        profile = make_profile(env, server.base_url)
        with start_program(profile) as program:
            assert program.read_answer() == "open"
            program.send_command("other tab")
            program.send_command("fetch")
            assert server.is_hanging.wait(LONGEST_WAIT)
            assert program.send_command("log off") == "connected"
            program.process.kill()
            program.process.wait(LONGEST_WAIT)
    return Observed(None, None, _saved_tab(profile))


def _saved_tab(profile: Path) -> str:
    return f"saved tab: {json.loads((profile / 'settings.json').read_text())['tab']}"


def _suspended_in_fetch(env: Env) -> Observed:
    """Suspend the process while its connections are lost: it repeats the requests that were running."""
    asleep, awake = threading.Event(), threading.Event()

    def script(seen: Seen) -> Reply:
        if seen.number == 2:
            asleep.set()
            awake.wait(LONGEST_WAIT)
            return Reply(close_at_once=True, reset=True)
        return reply_normally(seen)

    with env.serve(script) as server, start_program(make_profile(env, server.base_url)) as program:
        assert program.read_answer() == "open"
        program.send_command("fetch")
        assert asleep.wait(LONGEST_WAIT)
        os.kill(program.process.pid, signal.SIGSTOP)
        awake.set()
        time.sleep(2.0 if env.workload.is_full else 0.3)
        os.kill(program.process.pid, signal.SIGCONT)
        state = program.wait_for(lambda state: not state["is_fetching"] and state["rows"] is not None)
        requests = len(server.seen)
    return Observed(state["notice"], requests - 2, "complete report" if state["is_complete"] else "part of the report")


FAULTS = (
    Fault(
        _GROUP,
        "started a second time",
        _started_twice,
        "windows: 1",
        None,
        None,
    ),
    Fault(
        _GROUP,
        "started a second time, with lock files of another computer",
        _started_twice_with_old_lock_files,
        "windows: 1",
        None,
        None,
    ),
    Fault(_GROUP, "started again after a kill -9", _started_after_kill, "windows: 1", None, None),
    Fault(
        _GROUP,
        "started a second time, the first one frozen",
        _first_frozen,
        "windows: 2",
        None,
        None,
        is_slow=True,
    ),
    Fault(
        _GROUP,
        "an unexpected exception",
        _unexpected_exception,
        "Något gick fel som programmet inte väntade sig. Det som redan är hämtat finns kvar. Försök igen, och skicka "
        "detaljerna om det händer på nytt.",
        None,
        "windows: 1; secrets shown: 0",
    ),
    Fault(
        _GROUP,
        "settings damaged or half-written",
        _damaged_settings,
        "En inställningsfil var skadad. Programmet använder det som gick att läsa. Den skadade filen ligger kvar som …"
        ".",
        None,
        "the damaged file",
    ),
    Fault(_GROUP, "closed during a fetch", _closed_in_fetch, None, None, "saved tab: 2; exit code 0"),
    Fault(_GROUP, "logged off during a fetch", _logged_off_in_fetch, None, None, "saved tab: 2"),
    Fault(
        _GROUP,
        "suspended during a fetch, connections lost",
        _suspended_in_fetch,
        "",
        1,
        "complete report",
        is_slow=True,
    ),
)
