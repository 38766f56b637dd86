"""The XML for Windows' Task Scheduler, read by another parser; its command line, by Windows' own rules."""

import shutil
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.schedule.factories import CREATED_AT, PROGRAM, SPECIAL_PATH, CommandRecorder, make_plan, recurrences
from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.plan import Frequency, Recurrence
from vitec_desktop.schedule.program import LaunchCommand
from vitec_desktop.schedule.subprocess_runner import CommandOutput
from vitec_desktop.schedule.task_scheduler import TaskScheduler, task_name, task_xml

NAMESPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
ANNA = {"USERDOMAIN": "NORRBY", "USERNAME": "anna"}
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]


def read(xml: str) -> Element:
    root = fromstring(xml.encode("utf-16"))
    assert isinstance(root, Element)
    return root


def names(element: Element | None) -> list[str]:
    """Return the names of an element's children, in order; assert that they are in the schema's namespace."""
    assert element is not None
    assert all(child.tag.startswith(NAMESPACE) for child in element)
    return [child.tag.removeprefix(NAMESPACE) for child in element]


def part(root: Element, path: str) -> Element | None:
    return root.find("/".join(f"{NAMESPACE}{name}" for name in path.split("/")))


def text(root: Element, path: str) -> str:
    found = part(root, path)
    assert found is not None, path
    return found.text or ""


def arguments_of(command_line: str) -> list[str]:
    """Split a command line by the rule that Microsoft documents for CommandLineToArgvW and its C run-time.

    2n backslashes before a quotation mark are n backslashes, and it begins or ends a quotation; with one more, it is a
    mark of the text. Other backslashes stand for themselves.
    """
    words: list[str] = []
    word: str | None = None
    is_quoted = False
    place = 0
    while place < len(command_line):
        letter = command_line[place]
        if letter in " \t" and not is_quoted:
            if word is not None:
                words.append(word)
            word = None
            place += 1
            continue
        word = word or ""
        slashes = len(command_line[place:]) - len(command_line[place:].lstrip("\\"))
        place += slashes
        is_mark = command_line[place : place + 1] == '"'
        word += "\\" * (slashes // 2 if is_mark else slashes)
        if is_mark:
            if slashes % 2:
                word += '"'
            else:
                is_quoted = not is_quoted
            place += 1
        elif not slashes:
            word += letter
            place += 1
    return words if word is None else [*words, word]


@pytest.mark.parametrize(
    ("command_line", "words"),
    [  # Microsoft's own examples
        ('"abc" d e', ["abc", "d", "e"]),
        (r'a\\b d"e f"g h', [r"a\\b", "de fg", "h"]),
        (r"a\\\"b c d", [r"a\"b", "c", "d"]),
        (r'a\\\\"b c" d e', [r"a\\b c", "d", "e"]),
    ],
)
def test_the_parser_of_command_lines_follows_microsoft_s_rules(command_line: str, words: list[str]) -> None:
    assert arguments_of(command_line) == words


def test_the_elements_are_those_of_the_schema_in_its_order() -> None:
    root = read(task_xml(make_plan(), PROGRAM, "NORRBY\\anna"))
    assert root.tag == f"{NAMESPACE}Task"
    assert root.get("version") == "1.2"
    assert names(root) == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
    # The one sequence in which the schema minds the order: when it begins stands before how it goes on.
    assert names(part(root, "Triggers/CalendarTrigger")) == ["StartBoundary", "ScheduleByWeek"]
    assert names(part(root, "Actions/Exec")) == ["Command", "Arguments", "WorkingDirectory"]
    actions, principal = part(root, "Actions"), part(root, "Principals/Principal")
    assert actions is not None
    assert principal is not None
    assert actions.get("Context") == principal.get("id")


def test_the_task_runs_with_the_rights_of_its_logged_on_user() -> None:
    root = read(task_xml(make_plan(), PROGRAM, "NORRBY\\anna"))
    assert names(part(root, "Principals/Principal")) == ["UserId", "LogonType", "RunLevel"]
    assert text(root, "Principals/Principal/UserId") == "NORRBY\\anna"
    assert text(root, "Principals/Principal/LogonType") == "InteractiveToken"
    assert text(root, "Principals/Principal/RunLevel") == "LeastPrivilege"


def test_a_missed_task_starts_late_and_every_task_has_a_time_limit() -> None:
    settings = part(read(task_xml(make_plan(), PROGRAM, "")), "Settings")
    assert settings is not None
    assert {child.tag.removeprefix(NAMESPACE): child.text for child in settings} == {
        "MultipleInstancesPolicy": "IgnoreNew",
        "DisallowStartIfOnBatteries": "false",
        "StopIfGoingOnBatteries": "false",
        "StartWhenAvailable": "true",
        "ExecutionTimeLimit": "PT1H",
    }


@given(recurrences())
def test_the_days_and_the_time_are_the_plan_s(recurrence: Recurrence) -> None:
    root = read(task_xml(make_plan(recurrence=recurrence), PROGRAM, ""))
    begin = datetime.fromisoformat(text(root, "Triggers/CalendarTrigger/StartBoundary"))
    assert begin == recurrence.next_after(CREATED_AT)
    assert begin.tzinfo is None  # the computer's own clock, in summer and in winter
    trigger = "Triggers/CalendarTrigger"
    if recurrence.frequency is Frequency.WEEKLY:
        assert names(part(root, f"{trigger}/ScheduleByWeek")) == ["DaysOfWeek", "WeeksInterval"]
        assert names(part(root, f"{trigger}/ScheduleByWeek/DaysOfWeek")) == [WEEKDAYS[recurrence.day - 1]]
        assert text(root, f"{trigger}/ScheduleByWeek/WeeksInterval") == "1"
        assert begin.isoweekday() == recurrence.day
    else:
        assert names(part(root, f"{trigger}/ScheduleByMonth")) == ["DaysOfMonth", "Months"]
        assert text(root, f"{trigger}/ScheduleByMonth/DaysOfMonth/Day") == str(recurrence.day) == str(begin.day)
        assert names(part(root, f"{trigger}/ScheduleByMonth/Months")) == MONTHS


def words() -> st.SearchStrategy[str]:
    letters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="%\ufffe\uffff")
    return st.text(letters | st.sampled_from(' "\\&<>'), max_size=20)


@given(st.lists(words(), max_size=5), words(), words())
@example(
    ["--profile", "C:\\Users\\Åsa Öberg\\", "a\\\\b", 'c"d', "", "& <x>"], "C:\\Program Files\\V & D\\v.exe", "D:\\"
)
def test_the_program_gets_each_argument(arguments: list[str], executable: str, folder: str) -> None:
    root = read(task_xml(make_plan(), LaunchCommand(executable, tuple(arguments), folder), ""))
    assert text(root, "Actions/Exec/Command") == executable
    assert arguments_of(text(root, "Actions/Exec/Arguments")) == arguments
    assert text(root, "Actions/Exec/WorkingDirectory") == folder


@pytest.mark.parametrize(
    "program",
    [
        replace(PROGRAM, executable="C:\\%TEMP%\\v.exe"),
        replace(PROGRAM, arguments=("--profile", "C:\\50 % av 100 %")),
        replace(PROGRAM, folder="C:\\%x%"),
        replace(PROGRAM, folder=SPECIAL_PATH + "%"),
        replace(PROGRAM, arguments=("\ud83d",)),  # half a character, which Windows' file names may hold
        replace(PROGRAM, folder="C:\\\x01"),
    ],
)
def test_a_path_that_windows_would_change_is_rejected(program: LaunchCommand) -> None:
    ask = CommandRecorder()
    with pytest.raises(SchedulerFailed) as refused:
        TaskScheduler(ask, ANNA).install(make_plan(), program)
    assert refused.value.problem is SchedulerProblem.UNSUPPORTED_PATH
    assert str(refused.value).isascii()
    assert ask.commands == []


def test_a_single_percent_sign_is_accepted() -> None:
    root = read(task_xml(make_plan(), replace(PROGRAM, folder="C:\\50 % klart"), ""))
    assert text(root, "Actions/Exec/WorkingDirectory") == "C:\\50 % klart"


def test_schtasks_reads_utf_16_from_a_file_that_is_deleted_afterwards() -> None:
    found: list[bytes] = []

    def look(command: Sequence[str]) -> None:
        found.append(Path(command[command.index("/XML") + 1]).read_bytes())

    ask = CommandRecorder(on_ask=look)
    TaskScheduler(ask, ANNA).install(make_plan(), replace(PROGRAM, folder="C:\\Åsa"))
    [(*words, xml, force)] = ask.commands
    assert words == ["schtasks", "/Create", "/TN", "Vitec Desktop export a1", "/XML"]
    assert force == "/F"  # in the place of what was set up before, without a question that nobody answers
    assert not Path(xml).parent.exists()
    assert found[0][:2] in (b"\xff\xfe", b"\xfe\xff")
    content = found[0].decode("utf-16").replace("\r\n", "\n")
    assert content.startswith('<?xml version="1.0" encoding="UTF-16"?>\n')
    assert text(read(content), "Principals/Principal/UserId") == "NORRBY\\anna"
    assert text(read(content), "Actions/Exec/WorkingDirectory") == "C:\\Åsa"


@pytest.mark.parametrize(
    ("environment", "user"), [(ANNA, "NORRBY\\anna"), ({"USERNAME": "anna"}, "anna"), ({"USERDOMAIN": "N"}, None)]
)
def test_the_task_is_its_user_s(environment: dict[str, str], user: str | None) -> None:
    found: list[bytes] = []
    ask = CommandRecorder(on_ask=lambda command: found.append(Path(command[5]).read_bytes()))
    TaskScheduler(ask, environment).install(make_plan(), PROGRAM)
    entry = part(read(found[0].decode("utf-16")), "Principals/Principal/UserId")
    assert (entry.text if entry is not None else None) == user


def test_a_rejection_has_the_exit_code() -> None:
    with pytest.raises(SchedulerFailed) as refused:
        TaskScheduler(CommandRecorder({"/Create": 5}), ANNA).install(make_plan(), PROGRAM)
    assert refused.value.problem is SchedulerProblem.REFUSED
    assert refused.value.detail == "schtasks /Create /TN → 5"


def test_a_temporary_file_that_cannot_be_written_is_reported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    with pytest.raises(SchedulerFailed) as refused:
        TaskScheduler(CommandRecorder(), ANNA).install(make_plan(), PROGRAM)
    assert refused.value.problem is SchedulerProblem.NOT_WRITTEN


def test_a_temporary_file_that_cannot_be_removed_is_no_error() -> None:
    """A virus scanner may have it open; here a file is in the folder's place."""

    def stand_in_the_way(command: Sequence[str]) -> None:
        folder = Path(command[command.index("/XML") + 1]).parent
        shutil.rmtree(folder)
        folder.write_text("")
        left.append(folder)

    left: list[Path] = []
    try:
        TaskScheduler(CommandRecorder(on_ask=stand_in_the_way), ANNA).install(make_plan(), PROGRAM)
    finally:
        left[0].unlink()


class Tasks:
    """Windows' scheduler with some tasks; without permission if `shut`."""

    def __init__(self, *names: str, is_shut: bool = False) -> None:
        self.names = {"OneDrive", *names}
        self.is_shut = is_shut

    def __call__(self, command: Sequence[str]) -> CommandOutput:
        if self.is_shut:
            return CommandOutput(1, "ERROR: Access is denied.")
        if "/TN" not in command:
            return CommandOutput(0, "".join(f'"\\{name}","2026-11-30 07:00:00","Ready"\r\n' for name in self.names))
        name = command[list(command).index("/TN") + 1]
        if name not in self.names:
            return CommandOutput(1, "ERROR: The system cannot find the file specified.")
        if "/Delete" in command:
            self.names.remove(name)
        return CommandOutput(0)


def test_a_task_is_found_and_deleted_by_name() -> None:
    tasks = Tasks(task_name("a1"), task_name("b2"))
    scheduler = TaskScheduler(tasks, ANNA)
    assert scheduler.is_installed("a1")
    scheduler.remove("a1")
    assert not scheduler.is_installed("a1")
    assert scheduler.is_installed("b2")


def test_removing_a_missing_task_is_no_error() -> None:
    tasks = Tasks(task_name("b2"))
    TaskScheduler(tasks, ANNA).remove("a1")
    assert tasks.names == {"OneDrive", task_name("b2")}


def test_a_task_that_stays_is_reported() -> None:
    with pytest.raises(SchedulerFailed):
        TaskScheduler(CommandRecorder({"/Delete": 1}), ANNA).remove("a1")


def test_a_scheduler_without_permission_is_not_one_without_the_task() -> None:
    scheduler = TaskScheduler(Tasks(task_name("a1"), is_shut=True), ANNA)
    with pytest.raises(SchedulerFailed):
        scheduler.is_installed("a1")
    with pytest.raises(SchedulerFailed):
        scheduler.remove("a1")


def test_the_time_is_written_with_seconds() -> None:
    root = read(task_xml(make_plan(recurrence=Recurrence(Frequency.WEEKLY, 3, time(0, 5))), PROGRAM, ""))
    assert text(root, "Triggers/CalendarTrigger/StartBoundary") == "2026-11-25T00:05:00"
