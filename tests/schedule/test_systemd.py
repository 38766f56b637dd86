"""The units as systemd reads them, and the commands; the real one is never used."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.schedule.factories import (
    PROGRAM,
    SPECIAL_PROGRAM,
    CommandRecorder,
    contents,
    make_plan,
)
from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.program import LaunchCommand
from vitec_desktop.schedule.systemd import Systemd, service_unit, timer_unit

SERVICE, TIMER = "vitec-desktop-export-a1.service", "vitec-desktop-export-a1.timer"
EARLIER = {SERVICE: b"the earlier service", TIMER: b"the earlier timer"}
_ESCAPES = {"n": "\n", "t": "\t", "s": " ", "\\": "\\", '"': '"', "'": "'"}


def values(unit: str) -> dict[str, str]:
    """Return a unit's settings of all sections; assert that each is set once."""
    lines = [line for line in unit.split("\n") if line and not line.startswith("[")]
    found = dict(line.split("=", 1) for line in lines)
    assert len(found) == len(lines)
    return found


def words_of(command: str) -> list[str]:
    """Split a command line as in systemd.service(5): quotes and escapes, then specifiers, then variables."""
    words: list[str] = []
    for found in re.finditer(r'"((?:[^"\\]|\\.)*)"(?:\s+|$)|(.)', command):
        assert found[2] is None, f"{found[2]} stands outside of quotes"
        words.append(re.sub(r"\\(.)", lambda escape: _ESCAPES[escape[1]], found[1]))
    words = [specified(word) for word in words]
    executable, *arguments = words
    return [executable, *(variables(argument) for argument in arguments)]


def specified(text: str) -> str:
    def replaced(specifier: re.Match[str]) -> str:
        assert specifier[1] == "%", f"%{specifier[1]} means something"
        return "%"

    return re.sub("%(.?)", replaced, text)


def variables(text: str) -> str:
    def replaced(variable: re.Match[str]) -> str:
        assert variable[1] == "$", f"${variable[1]} is a variable"
        return "$"

    return re.sub(r"\$(.?)", replaced, text)


def words(without: str = "") -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters=without), max_size=30)


@given(st.lists(words(), max_size=4), words(without="\"'\\"))
@example(list(SPECIAL_PROGRAM.arguments), "opt/åäö 50 % $HOME $$/python3")
def test_each_argument_is_read_back(arguments: list[str], executable: str) -> None:
    unit = service_unit(LaunchCommand(f"/{executable}", tuple(arguments), "/"))
    assert words_of(values(unit)["ExecStart"]) == [f"/{executable}", *arguments]


def test_only_specifiers_of_the_folder_are_escaped() -> None:
    assert specified(values(service_unit(SPECIAL_PROGRAM))["WorkingDirectory"]) == SPECIAL_PROGRAM.folder


@pytest.mark.parametrize(
    "program",
    [
        replace(PROGRAM, folder="/a\nExecStart=/bin/rm"),
        replace(PROGRAM, executable="/a\x07"),
        replace(PROGRAM, arguments=("/a\x7f",)),
        replace(PROGRAM, arguments=("/a\udce5",)),  # a byte of a name that is no UTF-8
        replace(PROGRAM, executable="/a'b"),
        replace(PROGRAM, executable='/a"b'),
        replace(PROGRAM, executable="/a\\b"),
        replace(PROGRAM, folder="/a\\"),
        replace(PROGRAM, folder="/a "),
    ],
)
def test_a_path_that_a_unit_cannot_hold_is_rejected_first(tmp_path: Path, program: LaunchCommand) -> None:
    ask = CommandRecorder()
    with pytest.raises(SchedulerFailed) as refused:
        Systemd(ask, tmp_path / "user").install(make_plan(), program)
    assert refused.value.problem is SchedulerProblem.UNSUPPORTED_PATH
    assert str(refused.value).isascii()
    assert contents(tmp_path) == {}
    assert ask.commands == []


def test_installing_writes_two_units_and_restarts_the_timer(tmp_path: Path) -> None:
    seen: list[dict[str, bytes]] = []
    ask = CommandRecorder(on_ask=lambda command: seen.append(contents(tmp_path / "systemd" / "user")))
    Systemd(ask, tmp_path / "systemd" / "user").install(make_plan(), PROGRAM)
    assert all(command[:2] == ("systemctl", "--user") for command in ask.commands)
    assert ask.verbs() == ["show-environment", "daemon-reload", "enable", "stop", "clean", "start"]
    assert all(command[-1] == TIMER for command in ask.commands[2:])
    written = {SERVICE: service_unit(PROGRAM).encode(), TIMER: timer_unit(make_plan()).encode()}
    assert seen == [{}, *[written] * 5]


def test_a_changed_plan_does_not_catch_up_on_earlier_times(tmp_path: Path) -> None:
    """The stamp of the last run is removed with the old times; a failure of that command is ignored."""
    write(tmp_path, EARLIER)
    ask = CommandRecorder({"clean": 1})
    Systemd(ask, tmp_path).install(make_plan(), PROGRAM)
    stop, clean, start = ask.commands[-3:]
    assert (stop[2], start[2]) == ("stop", "start")
    assert clean[2:] == ("clean", "--what=state", TIMER)


@pytest.mark.parametrize("step", ["daemon-reload", "enable", "stop", "start"])
def test_a_new_plan_rejected_midway_leaves_nothing(tmp_path: Path, step: str) -> None:
    ask = CommandRecorder({step: 1})
    with pytest.raises(SchedulerFailed) as refused:
        Systemd(ask, tmp_path).install(make_plan(), PROGRAM)
    assert refused.value.problem is SchedulerProblem.REFUSED
    assert step in refused.value.detail
    assert contents(tmp_path) == {}
    assert ("systemctl", "--user", "disable", "--now", TIMER) in ask.commands
    assert ask.verbs()[-1] == "daemon-reload"


@pytest.mark.parametrize("step", ["daemon-reload", "enable", "stop", "start"])
def test_a_change_rejected_midway_restores_the_earlier_plan(tmp_path: Path, step: str) -> None:
    write(tmp_path, EARLIER)
    ask = CommandRecorder({step: 1})
    with pytest.raises(SchedulerFailed):
        Systemd(ask, tmp_path).install(make_plan(), PROGRAM)
    assert contents(tmp_path) == EARLIER
    assert "disable" not in ask.verbs()
    if step != "daemon-reload":
        assert ask.verbs()[-2:] == ["daemon-reload", "restart"]


def test_files_are_restored_even_if_the_manager_stops_answering(tmp_path: Path) -> None:
    def fall_silent(command: Sequence[str]) -> None:
        if len(ask.commands) > 2:
            raise SchedulerFailed(SchedulerProblem.NOT_ANSWERING, "systemctl")

    ask = CommandRecorder(on_ask=fall_silent)
    with pytest.raises(SchedulerFailed) as refused:
        Systemd(ask, tmp_path).install(make_plan(), PROGRAM)
    assert refused.value.problem is SchedulerProblem.NOT_ANSWERING
    assert contents(tmp_path) == {}


def everything_asked(systemd: Systemd) -> tuple[Callable[[], object], ...]:
    return (
        lambda: systemd.install(make_plan(), PROGRAM),
        lambda: systemd.remove("a1"),
        lambda: systemd.is_installed("a1"),
    )


def test_without_a_session_nothing_is_changed(tmp_path: Path) -> None:
    write(tmp_path, EARLIER)
    systemd = Systemd(CommandRecorder({"show-environment": 1}), tmp_path)
    for act in everything_asked(systemd):
        with pytest.raises(SchedulerFailed) as refused:
            act()
        assert refused.value.problem is SchedulerProblem.NO_SESSION
    assert contents(tmp_path) == EARLIER


def test_a_read_only_folder_is_reported(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(SchedulerFailed) as refused:
        Systemd(CommandRecorder(), in_the_way / "user").install(make_plan(), PROGRAM)
    assert refused.value.problem is SchedulerProblem.NOT_WRITTEN


def test_an_unreadable_folder_is_reported(tmp_path: Path) -> None:
    systemd = Systemd(CommandRecorder(), tmp_path / ("å" * 200))
    for act in everything_asked(systemd):
        with pytest.raises(SchedulerFailed) as refused:
            act()
        assert refused.value.problem is SchedulerProblem.NOT_WRITTEN


def test_a_removed_plan_leaves_no_unit_and_no_stamp(tmp_path: Path) -> None:
    write(tmp_path, {**EARLIER, "other.timer": b"somebody else's"})
    still_there: list[bool] = []
    ask = CommandRecorder(on_ask=lambda command: still_there.append((tmp_path / TIMER).exists()))
    Systemd(ask, tmp_path).remove("a1")
    assert contents(tmp_path) == {"other.timer": b"somebody else's"}
    assert ask.commands[1:] == [
        ("systemctl", "--user", "disable", "--now", TIMER),
        ("systemctl", "--user", "clean", "--what=state", TIMER),
        ("systemctl", "--user", "daemon-reload"),
    ]
    assert still_there == [True, True, True, False]


def test_a_timer_that_cannot_be_disabled_keeps_its_units(tmp_path: Path) -> None:
    write(tmp_path, EARLIER)
    with pytest.raises(SchedulerFailed) as refused:
        Systemd(CommandRecorder({"disable": 1}), tmp_path).remove("a1")
    assert refused.value.problem is SchedulerProblem.REFUSED
    assert contents(tmp_path) == EARLIER


def test_removing_a_missing_plan_runs_no_command(tmp_path: Path) -> None:
    ask = CommandRecorder()
    Systemd(ask, tmp_path / "never made").remove("a1")
    assert ask.commands == []


def test_the_units_of_a_plan_without_a_timer_are_removed(tmp_path: Path) -> None:
    write(tmp_path, {SERVICE: b"left"})
    ask = CommandRecorder()
    Systemd(ask, tmp_path).remove("a1")
    assert contents(tmp_path) == {}
    assert ask.verbs() == ["show-environment", "daemon-reload"]


@pytest.mark.parametrize(("files", "code", "is_known"), [(EARLIER, 0, True), (EARLIER, 3, False), ({}, 0, False)])
def test_a_plan_is_installed_while_its_timer_runs(
    tmp_path: Path, files: dict[str, bytes], code: int, is_known: bool
) -> None:
    write(tmp_path, files)
    assert Systemd(CommandRecorder({"is-active": code}), tmp_path).is_installed("a1") is is_known


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content)
