"""The property list for macOS' launchd, read back, and the commands."""

import os
import plistlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace

from tests.schedule.factories import PROGRAM, SPECIAL_PROGRAM, CommandRecorder, contents, make_plan, recurrences
from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.launchd import Launchd, property_list
from vitec_desktop.schedule.plan import Frequency, Recurrence
from vitec_desktop.schedule.program import LaunchCommand

LABEL = "se.vitec-desktop.export.a1"
FILE = f"{LABEL}.plist"
EARLIER = {FILE: b"the earlier agent"}
# launchd.plist(5): "0 and 7 are Sunday"
WEEKDAYS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 0}


def agent(recurrence: Recurrence | None = None, program: LaunchCommand = PROGRAM) -> dict[str, Any]:
    plan = replace(make_plan(), recurrence=recurrence) if recurrence else make_plan()
    read = plistlib.loads(property_list(plan, program))
    assert isinstance(read, dict)
    return read


def domain() -> str:
    return f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"


def test_the_agent_starts_the_program_in_a_screen_session_only() -> None:
    read = agent(program=SPECIAL_PROGRAM)
    assert read["Label"] == LABEL
    assert read["ProgramArguments"] == list(SPECIAL_PROGRAM.argv)
    assert read["WorkingDirectory"] == SPECIAL_PROGRAM.folder
    assert read["LimitLoadToSessionType"] == "Aqua"
    assert "RunAtLoad" not in read  # setting it up is no reason to run


@given(recurrences())
def test_the_times_are_the_plan_s(recurrence: Recurrence) -> None:
    times = agent(recurrence)["StartCalendarInterval"]
    day = {"Weekday": WEEKDAYS[recurrence.day]} if recurrence.frequency is Frequency.WEEKLY else {"Day": recurrence.day}
    assert times == {**day, "Hour": recurrence.time_of_day.hour, "Minute": recurrence.time_of_day.minute}


def test_installing_replaces_the_loaded_agent(tmp_path: Path) -> None:
    seen: list[dict[str, bytes]] = []
    folder = tmp_path / "Library" / "LaunchAgents"
    ask = CommandRecorder({"bootout": 3}, on_ask=lambda command: seen.append(contents(folder)))  # "no such process"
    Launchd(ask, folder).install(make_plan(), PROGRAM)
    assert ask.commands == [
        ("launchctl", "bootout", f"{domain()}/{LABEL}"),
        ("launchctl", "bootstrap", domain(), str(folder / FILE)),
    ]
    assert seen == [{FILE: property_list(make_plan(), PROGRAM)}] * 2


def test_a_rejected_new_agent_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(SchedulerFailed) as refused:
        Launchd(CommandRecorder({"bootstrap": 5}), tmp_path).install(make_plan(), PROGRAM)
    assert refused.value.problem is SchedulerProblem.REFUSED
    assert contents(tmp_path) == {}


def test_a_rejected_change_restores_the_earlier_agent(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(EARLIER[FILE])
    ask = CommandRecorder({"bootstrap": 5})
    with pytest.raises(SchedulerFailed):
        Launchd(ask, tmp_path).install(make_plan(), PROGRAM)
    assert contents(tmp_path) == EARLIER
    assert ask.verbs() == ["bootout", "bootstrap", "bootstrap"]


def test_a_launchctl_without_an_answer_leaves_no_file(tmp_path: Path) -> None:
    def fall_silent(command: Sequence[str]) -> None:
        raise SchedulerFailed(SchedulerProblem.NOT_ANSWERING, command[0])

    with pytest.raises(SchedulerFailed) as refused:
        Launchd(CommandRecorder(on_ask=fall_silent), tmp_path).install(make_plan(), PROGRAM)
    assert refused.value.problem is SchedulerProblem.NOT_ANSWERING
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("path", ["/a\x07", "/a\udce5"])
def test_a_path_that_a_property_list_cannot_hold_is_rejected_first(tmp_path: Path, path: str) -> None:
    ask = CommandRecorder()
    with pytest.raises(SchedulerFailed) as refused:
        Launchd(ask, tmp_path / "agents").install(make_plan(), replace(PROGRAM, folder=path))
    assert refused.value.problem is SchedulerProblem.UNSUPPORTED_PATH
    assert contents(tmp_path) == {}
    assert ask.commands == []


def test_a_read_only_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SchedulerFailed) as refused:
        Launchd(CommandRecorder(), tmp_path / "file" / "agents").install(make_plan(), PROGRAM)
    assert refused.value.problem is SchedulerProblem.NOT_WRITTEN


def test_an_unreadable_folder_is_reported(tmp_path: Path) -> None:
    launchd = Launchd(CommandRecorder(), tmp_path / ("å" * 200))
    for act in (lambda: launchd.install(make_plan(), PROGRAM), lambda: launchd.is_installed("a1")):
        with pytest.raises(SchedulerFailed) as refused:
            act()
        assert refused.value.problem is SchedulerProblem.NOT_WRITTEN


def test_removing_unloads_the_agent_and_deletes_its_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"agent")
    (tmp_path / "other.plist").write_bytes(b"somebody else's")
    ask = CommandRecorder()
    Launchd(ask, tmp_path).remove("a1")
    assert ask.verbs() == ["print", "bootout"]
    assert contents(tmp_path) == {"other.plist": b"somebody else's"}


def test_the_file_of_an_unloaded_agent_is_deleted(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"agent")
    ask = CommandRecorder({"print": 113})
    Launchd(ask, tmp_path).remove("a1")
    Launchd(ask, tmp_path).remove("a1")
    assert ask.verbs() == ["print", "print"]
    assert contents(tmp_path) == {}


def test_an_agent_that_stays_loaded_keeps_its_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"agent")
    with pytest.raises(SchedulerFailed):
        Launchd(CommandRecorder({"bootout": 1}), tmp_path).remove("a1")
    assert contents(tmp_path) == {FILE: b"agent"}


@pytest.mark.parametrize(("files", "code", "is_known"), [([FILE], 0, True), ([FILE], 113, False), ([], 0, False)])
def test_an_agent_is_installed_while_it_is_loaded(tmp_path: Path, files: list[str], code: int, is_known: bool) -> None:
    for name in files:
        (tmp_path / name).write_bytes(b"agent")
    assert Launchd(CommandRecorder({"print": code}), tmp_path).is_installed("a1") is is_known
