"""Python processes for tests, forked from one that has imported the program already: a second less for each.

For processes whose start itself is not what the test is about. `ForkedPython` is used as `subprocess.Popen`, with a
command of `sys.executable`, "-c" or "-m", and words; `run_forked` as `subprocess.run`. On other systems than Linux each
is an ordinary process.

`python -m tests.helpers.forked_python FD` is the process that is forked. For each request on its socket it forks a
process, whose parent becomes the one that asked, so that this one can wait for it.
"""

import atexit
import ctypes
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, AnyStr

from tests.helpers.waiting import LONGEST_WAIT

_CHECKOUT = Path(__file__).resolve().parents[2]
_IMPORTED = ("tests.faults.program_child", "tests.faults.kill_target", "vitec_desktop.headless_demo")
"""What the processes have imported."""
_MAX_REQUEST = 1_000_000
_SET_CHILD_SUBREAPER = 36


class ForkedPython(subprocess.Popen[AnyStr]):
    """A process that runs Python code, without the time of its start and imports."""

    if sys.platform == "linux":

        def _execute_child(self, args: Sequence[str], *others: Any) -> None:
            """Fork instead of executing; see `subprocess.Popen._execute_child` for the arguments."""
            cwd, env = others[4:6]
            pipes = others[9:15]
            stdin, _, _, stdout, _, stderr = pipes
            files = [own if own != -1 else standard for own, standard in ((stdin, 0), (stdout, 1), (stderr, 2))]
            environment = dict(os.environ if env is None else env)
            self.pid = _fork_server().fork(list(args[1:]), str(cwd or Path.cwd()), environment, files)
            self._child_created = True
            self._close_pipe_fds(*pipes)  # type: ignore[attr-defined]


def run_forked(
    command: Sequence[str],
    *,
    timeout: float = 4 * LONGEST_WAIT,
    check: bool = False,
    input: str | bytes | None = None,
    **given: Any,
) -> "subprocess.CompletedProcess[Any]":
    """Run a process to its end as `subprocess.run` does; its output is captured.

    Raises:
        CalledProcessError: it did not end with 0, and `check` is set.
        TimeoutExpired: it ran for longer than `timeout` seconds.
    """
    stdin = subprocess.DEVNULL if input is None else subprocess.PIPE
    pipes: dict[str, Any] = {"stdin": stdin, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with ForkedPython[Any](command, **pipes, **given) as process:
        try:
            output, errors = process.communicate(input, timeout=timeout)
        except BaseException:
            process.kill()
            raise
    done = subprocess.CompletedProcess(command, process.returncode, output, errors)
    if check:
        done.check_returncode()
    return done


class _ForkServer:
    """The process that is forked, as the tests see it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._socket, its_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(its_end.fileno())], pass_fds=[its_end.fileno()], cwd=_CHECKOUT
        )
        its_end.close()
        atexit.register(self._stop)

    def _stop(self) -> None:
        self._socket.close()
        self._process.wait()

    def fork(self, words: Sequence[str], cwd: str, environment: dict[str, str], files: Sequence[int]) -> int:
        """Fork a process and return its id; it runs `words` as Python would, with `files` as its standard files."""
        ignores_interrupts = signal.getsignal(signal.SIGINT) == signal.SIG_IGN
        request = json.dumps([words, cwd, environment, ignores_interrupts]).encode()
        prctl = ctypes.CDLL(None).prctl
        with self._lock:
            # Only now: what else is orphaned is none of ours.
            prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
            try:
                socket.send_fds(self._socket, [request], list(files))
                return int(self._socket.recv(100))
            finally:
                prctl(_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


@cache
def _fork_server() -> _ForkServer:
    return _ForkServer()


def _serve(server: socket.socket) -> list[str]:
    """Fork a process for each request; return in each with its words, and in this one at the end."""
    while True:
        request, files, _, _ = socket.recv_fds(server, _MAX_REQUEST, 3)
        if not request:
            os._exit(0)
        answer, pid_pipe = os.pipe()
        wait_pipe, gate = os.pipe()
        between = os.fork()
        if between == 0:
            child = os.fork()
            if child:
                os.write(pid_pipe, str(child).encode())
                os._exit(0)
            os.close(answer)
            os.close(pid_pipe)
            os.close(gate)
            os.read(wait_pipe, 1)  # until it has its new parent
            os.close(wait_pipe)
            server.close()
            words, cwd, environment, ignores_interrupts = json.loads(request)
            signal.signal(signal.SIGINT, signal.SIG_IGN if ignores_interrupts else signal.default_int_handler)
            _become(files, cwd, environment)
            return list(words)
        os.close(pid_pipe)
        os.close(wait_pipe)
        for file in files:
            os.close(file)
        os.waitpid(between, 0)  # its child gets another parent by that
        os.close(gate)
        server.send(os.read(answer, 100))
        os.close(answer)


def _become(files: Sequence[int], cwd: str, environment: dict[str, str]) -> None:
    """Take over the standard files, the folder and the environment of a process that was asked for."""
    for standard, file in enumerate(files):
        os.dup2(file, standard)
        os.close(file)
    os.chdir(cwd)
    for name in set(os.environ) - environment.keys():
        del os.environ[name]
    os.environ.update(environment)
    tempfile.tempdir = None
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)


def _run(words: Sequence[str]) -> None:
    """Run code as Python does with these words."""
    option, code, *arguments = words
    if option == "-m":
        sys.argv = [code, *arguments]
        sys.modules.pop(f"{code}.__main__", None)  # or Python would warn that it is run a second time
        runpy.run_module(code, run_name="__main__", alter_sys=True)
        return
    assert option == "-c", option
    sys.argv = ["-c", *arguments]
    main = sys.modules["__main__"].__dict__
    exec(compile(code, "<string>", "exec"), {"__name__": "__main__", "__builtins__": main["__builtins__"]})


if __name__ == "__main__":
    for name in _IMPORTED:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    _run(_serve(socket.socket(fileno=int(sys.argv[1]))))
