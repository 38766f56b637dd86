"""Plans, runs and fake schedulers."""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime, time
from pathlib import Path

from hypothesis import strategies as st

from vitec_desktop.report.periods import Preset
from vitec_desktop.schedule.plan import MAX_DAY_OF_MONTH, FileFormat, Frequency, Plan, Recurrence
from vitec_desktop.schedule.program import LaunchCommand
from vitec_desktop.schedule.run_history import Run, RunResult
from vitec_desktop.schedule.subprocess_runner import CommandOutput
from vitec_desktop.webservice.models import ActiveStatus

MONDAYS = Recurrence(Frequency.WEEKLY, 1, time(7, 0))
CREATED_AT = datetime(2026, 11, 24, 10, 15)  # a Tuesday
SPECIAL_PATH = r"""/home/åsa öberg/50 % klart/"citat" 'o' $HOME $$ %h \n\x41 ;#"""
"""A path with every character that a command line or a unit file treats specially."""

PROGRAM = LaunchCommand(
    "/opt/vitec desktop/vitec-desktop", ("export", "--scheduled", "a1", "--quiet"), "/opt/vitec desktop"
)
SPECIAL_PROGRAM = LaunchCommand(
    "/opt/å 50 % $x/bin/python3", ("-m", "vitec_desktop", "--profile", SPECIAL_PATH, ";", ""), SPECIAL_PATH
)


def make_plan(
    plan_id: str = "a1", recurrence: Recurrence = MONDAYS, folder: str = "/möten", since: datetime = CREATED_AT
) -> Plan:
    return Plan(plan_id, "", folder, Preset.LAST_WEEK, recurrence, since)


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    pace = draw(st.sampled_from(Frequency))
    day = draw(st.integers(1, 7 if pace is Frequency.WEEKLY else MAX_DAY_OF_MONTH))
    return Recurrence(pace, day, time(draw(st.integers(0, 23)), draw(st.integers(0, 59))))


def moments() -> st.SearchStrategy[datetime]:
    """Whole seconds of some years, with a leap day."""
    between = st.datetimes(datetime(2023, 1, 1), datetime(2029, 12, 31))
    return between.map(lambda moment: moment.replace(microsecond=0))


def ids() -> st.SearchStrategy[str]:
    return st.text("0123456789abcdef", min_size=1, max_size=12)


def texts() -> st.SearchStrategy[str]:
    """Texts without lone surrogates, which are not saved."""
    return st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def plans(plan_ids: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Plan]:
    return st.builds(
        Plan,
        plan_ids or ids(),
        texts(),
        texts(),
        st.sampled_from(Preset),
        recurrences(),
        moments(),
        st.sampled_from(FileFormat),
        st.sampled_from(ActiveStatus),
        st.booleans(),
    )


def runs(plan_ids: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Run]:
    return st.builds(
        Run,
        plan_ids or ids(),
        moments(),
        st.sampled_from(RunResult),
        st.none() | st.integers(0, 130),
        texts(),
        texts(),
        st.lists(texts(), max_size=3).map(tuple),
        st.booleans(),
    )


class CommandRecorder:
    """Records commands instead of running them; the exit code is the one of a word in `codes`, else 0.

    `on_ask` is called first, to look at the disk.
    """

    def __init__(
        self, codes: dict[str, int] | None = None, on_ask: Callable[[Sequence[str]], object] = lambda command: None
    ) -> None:
        self.codes = codes or {}
        self.on_ask = on_ask
        self.commands: list[tuple[str, ...]] = []

    def __call__(self, command: Sequence[str]) -> CommandOutput:
        self.commands.append(tuple(command))
        self.on_ask(command)
        return CommandOutput(next((code for word, code in self.codes.items() if word in command), 0))

    def verbs(self) -> list[str]:
        """Return each command's first word that is neither the program nor an option."""
        return [next(word for word in command[1:] if not word.startswith("-")) for command in self.commands]


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by name; empty if it is missing."""
    return {path.name: path.read_bytes() for path in folder.glob("*")}


class FakeScheduler:
    """A scheduler that keeps plans in memory, and raises `failure` if that is set."""

    def __init__(self) -> None:
        self.plans: dict[str, tuple[Plan, LaunchCommand]] = {}
        self.failure: Exception | None = None

    def install(self, plan: Plan, program: LaunchCommand) -> None:
        self._fail()
        self.plans[plan.id] = (plan, program)

    def remove(self, plan_id: str) -> None:
        self._fail()
        self.plans.pop(plan_id, None)

    def is_installed(self, plan_id: str) -> bool:
        self._fail()
        return plan_id in self.plans

    def _fail(self) -> None:
        if self.failure:
            raise self.failure


def python_command(code: str) -> Callable[[str, Path], LaunchCommand]:
    """Return a factory of commands that run Python code, with plan id and profile as arguments."""
    return lambda plan_id, profile: LaunchCommand(sys.executable, ("-c", code, plan_id, str(profile)), str(Path.cwd()))
