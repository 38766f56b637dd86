"""Run the part of the suite that can differ as other machines would: `python -m tests.machines [--quick] [WORD…]`.

One line a machine: passed, failed, or not possible here and why. Each word picks the machines with it in their name.
`--quick` runs few tests, and if no word is given on the four machines that `.ci/run` tries. Logs lie in
`build/machines`. The exit code is 1 if a machine failed.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import which

from tests.machines.bare_debian import run_bare_debian
from tests.machines.dependencies import run_with_lowest, run_with_newest
from tests.machines.locales import LOCALE_SOURCES, LOCALE_VARIABLES, locale_environment, locale_in_effect
from tests.machines.part import PART, QUICK_PART
from tests.machines.runner import CHECKOUT, Failed, NotPossible, Runner, readme_block

LOGS = CHECKOUT / "build" / "machines"
_NOBODY = 65534
_HOME_VARIABLES = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME")
_LOOPBACK_UP = (
    "import fcntl, os, socket, struct, sys\n"
    "fcntl.ioctl(socket.socket(), 0x8914, struct.pack('16sh14x', b'lo', 0x41))\n"  # SIOCSIFFLAGS: up, running
    "os.execvp(sys.argv[1], sys.argv[1:])\n"
)


_SLEEP = """
import select, time
# faketime refuses the system call behind time.sleep for delays that are over when it looks.
time.sleep = lambda seconds: None if select.select([], [], [], seconds) else None
"""


@dataclass(frozen=True)
class Machine:
    """A kind of machine; `run` raises Failed or NotPossible."""

    name: str
    run: Callable[[Runner], object]
    is_quick: bool = False


def run_in_locale(runner: Runner, name: str) -> None:
    """Run the tests in a locale, which is made for it; "" is none at all."""
    if not LOCALE_SOURCES.is_dir() or which("localedef") is None:
        raise NotPossible("the sources of locales are missing")
    variables = locale_environment(name, runner.folder / "locales")
    found = locale_in_effect(variables)
    if found != (name or "C"):
        raise Failed(f"the locale is {found}")
    runner.run_tests(variables=variables, removed=LOCALE_VARIABLES)


def run_in_zone(runner: Runner, name: str) -> None:
    """Run the tests in a time zone."""
    runner.run_tests(variables={"TZ": name})


def run_at(runner: Runner, moment: str) -> None:
    """Run the tests at a local time in Sweden."""
    if which("faketime") is None:
        raise NotPossible("faketime is missing")
    (runner.folder / "sitecustomize.py").write_text(_SLEEP, encoding="utf-8")
    variables = {
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",  # or every wait would hang
        "PYTHONPATH": os.pathsep.join((str(runner.folder), str(CHECKOUT))),
        "TZ": "Europe/Stockholm",
    }
    day = runner.run(["faketime", moment, "date", "+%Y-%m-%d"], variables=variables).strip()
    if day != moment.split()[0]:
        raise Failed(f"the day is {day}")
    runner.run_tests(wrapper=("faketime", moment), variables=variables)


def run_in_folder(runner: Runner, name: str) -> None:
    """Run the tests from a copy of the checkout in a folder of that name."""
    runner.run_tests(cwd=runner.copy_checkout(runner.folder / name))


def run_as_user(runner: Runner) -> None:
    """Run the tests as somebody who is not root, installed as the README says."""
    if sys.platform == "win32" or os.geteuid() != 0:
        runner.run_tests()
        return
    if which("setpriv") is None:
        raise NotPossible("setpriv is missing")
    home = runner.copy_checkout(runner.folder / "home")
    runner.run(["chown", "-R", f"{_NOBODY}:{_NOBODY}", home])
    home.parent.chmod(0o1777)
    as_user = ("setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups")
    own = {"HOME": str(home), "TMPDIR": str(home), "USER": "nobody", "LOGNAME": "nobody"}
    readable = next(
        (python for python in ("/usr/bin/python3", sys.executable) if _is_usable(runner, as_user, python)), ""
    )
    if not readable:
        raise NotPossible("no Python from 3.11 on that others may run")
    lines = readme_block("Run the tests").splitlines()
    install = "\n".join(
        line.replace("python3", readable, 1) for line in lines if "venv" in line and "pytest" not in line
    )
    runner.run([*as_user, "bash", "-e", "-c", install], variables=own, removed=_HOME_VARIABLES, cwd=home)
    runner.run_tests(
        wrapper=as_user,
        python=home / ".venv" / "bin" / "python",
        variables=own,
        removed=(*_HOME_VARIABLES, "DBUS_SESSION_BUS_ADDRESS"),
        cwd=home,
    )


def _is_usable(runner: Runner, as_user: Sequence[str], python: str) -> bool:
    try:
        runner.run([*as_user, python, "-c", "import ensurepip, sys; assert sys.version_info >= (3, 11)"], cwd=Path("/"))
    except Failed:
        return False
    return True


def run_with_umask(runner: Runner) -> None:
    """Run the tests with new files that nobody else may read."""
    if sys.platform == "win32":
        raise NotPossible("Windows has no umask")
    runner.run_tests(wrapper=("sh", "-c", 'umask 077 && exec "$0" "$@"'))


def run_without_home(runner: Runner) -> None:
    """Run the tests with a HOME that not even root can write to."""
    if sys.platform == "win32":
        raise NotPossible("Windows has no HOME")
    runner.run_tests(variables={"HOME": "/dev/null/home"}, removed=_HOME_VARIABLES)


def run_without_network(runner: Runner) -> None:
    """Run the tests in a network of their own, with nothing in it but the computer itself."""
    if which("unshare") is None:
        raise NotPossible("unshare is missing")
    unshare = ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "--net", "--map-root-user")
    try:
        runner.run([*unshare, sys.executable, "-c", _LOOPBACK_UP, "true"])
    except Failed as error:
        raise NotPossible(f"the system allows no network of its own ({error})") from None
    runner.run_tests(wrapper=(*unshare, sys.executable, "-c", _LOOPBACK_UP))


MACHINES = (
    Machine("locale sv_SE", partial(run_in_locale, name="sv_SE.UTF-8"), is_quick=True),
    Machine("locale tr_TR", partial(run_in_locale, name="tr_TR.UTF-8"), is_quick=True),
    Machine("locale ar_EG", partial(run_in_locale, name="ar_EG.UTF-8")),
    Machine("locale th_TH", partial(run_in_locale, name="th_TH.UTF-8")),
    Machine("locale fa_IR", partial(run_in_locale, name="fa_IR.UTF-8")),
    Machine("locale C", partial(run_in_locale, name="C")),
    Machine("no locale", partial(run_in_locale, name="")),
    *(
        Machine(f"time zone {zone}", partial(run_in_zone, name=zone))
        for zone in ("Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu")
    ),
    Machine("date after the clock went forward", partial(run_at, moment="2027-03-28 03:05:00")),
    Machine("date in the hour that comes twice", partial(run_at, moment="2027-10-31 02:05:00")),
    Machine("date in the last hour of a day", partial(run_at, moment="2027-05-19 23:10:00")),
    Machine("date New Year", partial(run_at, moment="2027-01-01 00:00:30"), is_quick=True),
    Machine("date leap day", partial(run_at, moment="2028-02-29 12:00:00")),
    Machine("ordinary user", run_as_user),
    Machine("umask 077", run_with_umask),
    Machine("HOME unwritable", run_without_home),
    Machine("folder with blanks and å ä ö", partial(run_in_folder, name="Åsas mapp  ä ö"), is_quick=True),
    Machine("no network", run_without_network),
    Machine("lowest dependencies", run_with_lowest),
    Machine("newest dependencies", run_with_newest),
    *(
        Machine(f"bare Debian {number}, {who}", partial(run_bare_debian, suite=suite, as_user=who == "user"))
        for number, suite in ((12, "bookworm"), (13, "trixie"))
        for who in ("root", "user")
    ),
)


def main(arguments: Sequence[str]) -> int:
    names = "\n".join(machine.name for machine in MACHINES)
    parser = argparse.ArgumentParser(
        prog="python -m tests.machines",
        description=f"{__doc__}\nThe machines:\n{names}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--quick", action="store_true", help="run few tests")
    parser.add_argument("words", nargs="*", metavar="WORD", help="pick the machines with it in their name")
    options = parser.parse_args(arguments)
    is_quick: bool = options.quick
    words: list[str] = options.words
    for word in words:
        if not any(word in machine.name for machine in MACHINES):
            parser.error(f"no machine has {word!r} in its name")
    picked = [
        machine
        for machine in MACHINES
        if any(word in machine.name for word in words) or (not words and (machine.is_quick or not is_quick))
    ]
    LOGS.mkdir(parents=True, exist_ok=True)
    failed: list[Path] = []

    def run(machine: Machine) -> str:
        log = LOGS / f"{machine.name.replace('/', '-')}.log"
        log.unlink(missing_ok=True)
        begin = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="machine-", ignore_cleanup_errors=True) as folder:
            part, workers = (QUICK_PART, "0") if is_quick else (PART, "auto")
            try:
                machine.run(Runner(Path(folder), log, part, workers))
                result = "passed"
            except NotPossible as why:
                result = f"not possible here because {why}"
            except Failed as where:
                result = f"failed: {where}"
                failed.append(log)
        return f"{machine.name}: {result}, {time.monotonic() - begin:.0f} s"

    # Few tests are not worth several workers: two machines run at once instead.
    with ThreadPoolExecutor(2 if is_quick else 1) as pool:
        for line in pool.map(run, picked):
            print(line, flush=True)
    if is_quick:  # nobody can look at the logs of a build
        for log in failed:
            print(f"\n{log.name}:\n{log.read_text(encoding='utf-8', errors='replace')[-20_000:]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
