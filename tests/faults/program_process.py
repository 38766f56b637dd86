"""The program itself: started twice, broken, closed, logged off and suspended in the middle of something."""

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
from unittest import mock

from tests.faults.case import Env, Fault, Observed
from tests.faults.two_offices import PASSWORD, SOLNA, USER, VASASTAN, reply_normally
from tests.helpers.fault_server import FaultServer, Hang, Reply, Seen
from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.offices import Office
from vitec_desktop.ui.common import single_instance
from vitec_desktop.ui.common.single_instance import SingleInstance

_GROUP = "program"
_TIMEOUT = 30.0  # seconds, on a machine that is busy with other things
_MAX_CLOSE_TIME = 4.0


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
        """The next line; "" where the process has ended without one."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line and self.process.wait(_TIMEOUT):
            raise AssertionError(self.errors.read_text(errors="replace")[-2000:])
        return json.loads(line) if line else ""

    def wait_for(self, condition: Callable[[dict[str, Any]], object], question: str = "state") -> dict[str, Any]:
        deadline = time.monotonic() + _TIMEOUT
        while not condition(state := self.send_command(question)):
            assert time.monotonic() < deadline, state
            time.sleep(0.02)
        return dict(state)


@contextmanager
def start_program(profile: Path, temp: Path | None = None, stderr: Path | None = None) -> Iterator[ProgramProcess]:
    """The program on a profile, its window open, or already over where it only had a word to say to another one."""
    environment = environment_within(temp.parent, temp) if temp else {}
    errors = stderr or profile.with_name(f"{profile.name} stderr.txt")
    with errors.open("ab") as stream, _running(profile, stream, environment) as process:
        yield ProgramProcess(process, errors)


@contextmanager
def _running(profile: Path, stderr: IO[bytes], environment: Mapping[str, str]) -> "Iterator[subprocess.Popen[str]]":
    process = subprocess.Popen(
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
        process.wait(_TIMEOUT)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def environment_within(folder: Path, temp: Path | None = None) -> dict[str, str]:
    """An environment by which a program's passing files, and all else that it may keep for itself, lie in `folder`."""
    places = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), folder / "home")
    places |= {f"XDG_{kind}_HOME": folder / "home" / kind.lower() for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    places |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), temp or folder / "temp")
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    return {**os.environ, **{name: str(place) for name, place in places.items()}}


def make_profile(env: Env, base_url: str = "") -> Path:
    """A profile with a connection to the two offices, if there is somebody to connect to."""
    profile = env.folder / "profile"
    profile.mkdir(exist_ok=True)
    if base_url:
        offices = tuple(Office(customer.id, customer.name) for customer in (SOLNA, VASASTAN))
        file = ConnectionFile(profile / "connections.json")
        file.save_all((Connection("1", "Norrby", USER, offices, base_url),))
    return profile


# Started twice ------------------------------------------------------------------------------------------------


def _started_twice(env: Env) -> Observed:
    profile = make_profile(env)
    with start_program(profile) as first:
        assert first.read_answer() == "open"
        first.send_command("minimise")
        assert first.send_command("state")["is_minimised"]
        with start_program(profile) as second:
            assert second.read_answer() == ""
            assert second.process.wait(_TIMEOUT) == 0
        first.wait_for(lambda state: not state["is_minimised"])
    return Observed("the first window, in front", None, "one window, and what it shows")


def _started_after_kill(env: Env) -> Observed:
    profile = make_profile(env)
    with start_program(profile) as first:
        assert first.read_answer() == "open"
        first.process.kill()
        first.process.wait(_TIMEOUT)
        with start_program(profile) as second:
            assert second.read_answer() == "open"
    return Observed("a window", None, "no stale lock in the way")


def _first_frozen(env: Env) -> Observed:
    if env.workload.is_full:
        _first_is_stopped(env)
    else:
        _first_without_event_loop(env)
    return Observed("a second window", None, "the program can be used")


def _first_is_stopped(env: Env) -> None:
    profile = make_profile(env)
    with start_program(profile) as first:
        assert first.read_answer() == "open"
        first.send_command("state")
        os.kill(first.process.pid, signal.SIGSTOP)
        try:
            with start_program(profile) as second:
                assert second.read_answer() == "open"
        finally:
            os.kill(first.process.pid, signal.SIGCONT)


def _first_without_event_loop(env: Env) -> None:
    """Within one process, and so without an event loop that would hear the second start."""
    first, second = SingleInstance(env.folder), SingleInstance(env.folder)
    assert first.claim()
    first.listen()
    try:
        with mock.patch.object(single_instance, "_PATIENCE", 50):
            assert second.claim()
    finally:
        first.release()
    assert second.claim()
    second.release()


# Broken -------------------------------------------------------------------------------------------------------


def _unexpected_exception(env: Env) -> Observed:
    with start_program(make_profile(env)) as program:
        assert program.read_answer() == "open"
        program.send_command("break")
        dialog = program.wait_for(lambda state: state["dialogs"])["dialogs"][0]
        copied = program.send_command("copy")
        assert "builtins.RuntimeError" in copied
        assert "program_child.py" in copied
        for text in (dialog, copied):
            assert PASSWORD not in text
            assert "Cecilia" not in text
        assert program.send_command("state")["is_visible"]
    sees = dialog.partition(" Vitec Desktop ")[0]
    return Observed(sees, None, "the window, alive; details to copy, without names")


def _damaged_settings(env: Env) -> Observed:
    contents = ['{"version": 1, "tab', "nonsense", ""] if env.workload.is_full else ['{"version": 1, "tab']
    told = set()
    for number, content in enumerate(contents):
        profile = env.folder / f"{number}"
        profile.mkdir()
        (profile / "settings.json").write_text(content)
        with start_program(profile) as program:
            assert program.read_answer() == "open"
            sees = program.send_command("state")["notice"]
        [aside] = profile.glob("settings.damaged-*.json")
        assert aside.read_text() == content
        told.add(sees.replace(str(aside), "…"))
    [sees] = told
    return Observed(sees, None, "the damaged file, set aside")


# Ended in the middle of something -----------------------------------------------------------------------------


def _closed_in_fetch(env: Env) -> Observed:
    """Closed, or told to quit: the window goes at once, the process soon, and what was set up is written down."""
    took = 0.0
    for command in ("close", "quit") if env.workload.is_full else ("close",):
        with FaultServer(lambda _: Reply(hang=Hang.BEFORE_HEADERS)) as server:
            profile = make_profile(env, server.base_url)
            with start_program(profile) as program:
                assert program.read_answer() == "open"
                program.send_command("other tab")
                program.send_command("fetch")
                assert server.is_hanging.wait(_TIMEOUT)
                begin = time.monotonic()
                program.send_command(command)
                assert program.process.wait(_TIMEOUT) == 0
                took = max(took, time.monotonic() - begin)
            assert server.wait_until_left()
        assert json.loads((profile / "settings.json").read_text())["tab"] == 2
        (profile / "settings.json").unlink()
    assert took < _MAX_CLOSE_TIME, took
    return Observed("", None, "all settings; no process left", note=f"ended in {took:.1f} s")


def _logged_off_in_fetch(env: Env) -> Observed:
    """The system asks, and then ends the process without further words."""
    with FaultServer(lambda _: Reply(hang=Hang.BEFORE_HEADERS)) as server:
        profile = make_profile(env, server.base_url)
        with start_program(profile) as program:
            assert program.read_answer() == "open"
            program.send_command("other tab")
            program.send_command("fetch")
            assert server.is_hanging.wait(_TIMEOUT)
            assert program.send_command("log off") == "heard"
            program.process.kill()
            program.process.wait(_TIMEOUT)
    assert json.loads((profile / "settings.json").read_text())["tab"] == 2
    return Observed("", None, "all settings")


def _suspended_in_fetch(env: Env) -> Observed:
    """Asleep while its connections die: what was under way is asked for again."""
    asleep, awake = threading.Event(), threading.Event()

    def script(seen: Seen) -> Reply:
        if seen.number == 2:
            asleep.set()
            awake.wait(_TIMEOUT)
            return Reply(close_at_once=True, reset=True)
        return reply_normally(seen)

    with FaultServer(script) as server, start_program(make_profile(env, server.base_url)) as program:
        assert program.read_answer() == "open"
        program.send_command("fetch")
        assert asleep.wait(_TIMEOUT)
        os.kill(program.process.pid, signal.SIGSTOP)
        awake.set()
        time.sleep(2.0 if env.workload.is_full else 0.3)
        os.kill(program.process.pid, signal.SIGCONT)
        state = program.wait_for(lambda state: not state["is_fetching"] and state["rows"] is not None)
        assert state["is_complete"], state
        requests = len(server.seen)
    return Observed(state["notice"], requests - 2, "the whole report")


FAULTS = (
    Fault(
        _GROUP,
        "started a second time",
        _started_twice,
        "the first window, in front",
        None,
        "one window, and what it shows",
    ),
    Fault(_GROUP, "started again after a kill -9", _started_after_kill, "a window", None, "no stale lock in the way"),
    Fault(
        _GROUP,
        "started a second time, the first one stuck",
        _first_frozen,
        "a second window",
        None,
        "the program can be used",
    ),
    Fault(
        _GROUP,
        "an unexpected exception",
        _unexpected_exception,
        "Något gick fel som programmet inte väntade sig. Det som redan är hämtat finns kvar. Försök igen, och skicka "
        "detaljerna om det händer på nytt.",
        None,
        "the window, alive; details to copy, without names",
    ),
    Fault(
        _GROUP,
        "settings damaged or half-written",
        _damaged_settings,
        "En inställningsfil var skadad. Programmet använder det som gick att läsa. Den skadade filen ligger kvar som …"
        ".",
        None,
        "the damaged file, set aside",
    ),
    Fault(_GROUP, "closed in mid-fetch", _closed_in_fetch, "", None, "all settings; no process left"),
    Fault(_GROUP, "logged off in mid-fetch", _logged_off_in_fetch, "", None, "all settings"),
    Fault(_GROUP, "suspended in mid-fetch, connections lost", _suspended_in_fetch, "", 1, "the whole report"),
)
