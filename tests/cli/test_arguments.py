import errno
import io
import os
import subprocess
import sys
import types
from datetime import date
from pathlib import Path

import pytest

from tests.helpers.waiting import LONGEST_WAIT
from vitec_desktop.accounts.offices import Office
from vitec_desktop.cli import export
from vitec_desktop.cli.arguments import UsageError, WindowArguments, is_export_command, parse_window_arguments
from vitec_desktop.cli.console import Console
from vitec_desktop.cli.export_arguments import ExportArguments, parse_export_arguments
from vitec_desktop.cli.parser import find_language
from vitec_desktop.cli.system_language import system_language
from vitec_desktop.main import run
from vitec_desktop.report.language import load_language
from vitec_desktop.report.periods import Preset
from vitec_desktop.version import VERSION
from vitec_desktop.webservice.models import ActiveStatus
from vitec_desktop.webservice.request import Customer
from vitec_desktop.webservice.result import PartProgress, RequestPart

SWEDISH = load_language("sv")
TODAY = date(2026, 11, 24)
SIGN_IN = ["--base-url", "https://connect.example", "--customer-id", "M30011", "--user", "anna", "--password-stdin"]


def parse(*arguments: str) -> ExportArguments:
    parsed = parse_export_arguments(["--language", "sv", *arguments], TODAY)
    assert isinstance(parsed, ExportArguments)
    return parsed


def refusal(*arguments: str) -> str:
    """Return the message of the UsageError for these arguments."""
    with pytest.raises(UsageError) as caught:
        parse("export", *arguments)
    return str(caught.value)


@pytest.mark.parametrize("preset", Preset)
def test_each_preset_is_a_period(preset: Preset) -> None:
    wanted = parse("export", "r.xlsx", "--demo", "--period", preset.value)
    assert wanted.first_day <= wanted.last_day <= TODAY


def test_options_are_accepted_in_any_order() -> None:
    words = ["--profile", "dir", "export", "--quiet", "--from", "2025-10-01", *SIGN_IN, "--to=2026-11-24", "r.XLSX"]
    words += ["--customer-id", "m30012=Norrby Solna", "--status", "active-and-removed", "--overwrite"]
    wanted = parse(*words)
    assert (wanted.file, wanted.first_day, wanted.last_day) == (Path("r.XLSX"), date(2025, 10, 1), TODAY)
    assert wanted.status is ActiveStatus.ACTIVE_AND_REMOVED
    assert wanted.profile == Path("dir")
    assert wanted.is_quiet
    assert wanted.should_overwrite
    assert wanted.sign_in is not None
    assert wanted.sign_in.user == "anna"
    assert wanted.sign_in.offices == (Office("M30011"), Office("M30012", "Norrby Solna"))


def test_active_rows_are_the_default() -> None:
    wanted = parse("export", "r.xlsx", "--connection", "Norrby", "--period", "today")
    assert wanted.status is ActiveStatus.ACTIVE
    assert wanted.connection == "Norrby"
    assert not wanted.should_overwrite


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Ange filen"),
        (["--demo", "--period", "today"], "Ange filen"),
        (["r.xls", "--demo", "--period", "today"], "sluta på .xlsx eller .zip: ”r.xls”"),
        (["r", "--demo", "--period", "today"], "sluta på .xlsx eller .zip"),
        (["r.xlsx", "--period", "today"], "Ange vems rapport"),
        (["r.xlsx", "--demo", "--connection", "A", "--period", "today"], "Ange vems rapport"),
        (["r.xlsx", "--demo", *SIGN_IN, "--period", "today"], "Ange vems rapport"),
        (["r.xlsx", *SIGN_IN[:-1], "--period", "today"], "Det saknas: --password-stdin."),
        (["r.xlsx", "--user", "anna", "--period", "today"], "--base-url, --customer-id, --password-stdin"),
        (["r.xlsx", *SIGN_IN, "--customer-id", "Solna", "--period", "today"], "inget kund-id: ”Solna”"),
        (["r.xlsx", "--demo"], "Ange en period"),
        (["r.xlsx", "--demo", "--period", "today", "--from", "2026-01-01"], "Ange en period"),
        (["r.xlsx", "--demo", "--from", "2026-01-01"], "både --from och --to"),
        (["r.xlsx", "--demo", "--to", "2026-01-01"], "både --from och --to"),
        (["r.xlsx", "--demo", "--period", "sometime"], "Perioden ”sometime” finns inte. Välj en av today, this-week"),
        (["r.xlsx", "--demo", "--from", "2026-02-30", "--to", "2026-03-01"], "--from: ”2026-02-30” är inget datum"),
        (["r.xlsx", "--demo", "--from", "2026-02-01", "--to", "20260301"], "--to: ”20260301” är inget datum"),
        (["r.xlsx", "--demo", "--from", "2026-02-02", "--to", "2026-02-01"], "slutar (2026-02-01) innan den börjar"),
        (["r.xlsx", "--demo", "--period", "today", "--status", "all"], "Omfattningen ”all” finns inte"),
        (["r.xlsx", "--demo", "--period", "today", "--language", "de"], "Språket ”de” finns inte"),
        (["r.xlsx", "--demo", "--period"], "--period behöver ett värde"),
        (["r.xlsx", "--demo", "--quiet=yes", "--period", "today"], "--quiet tar inget värde"),
        (["r.xlsx", "--demo", "--per", "today"], "”--per” känns inte igen"),
        (["r.xlsx", "s.xlsx", "--demo", "--period", "today"], "”s.xlsx” känns inte igen"),
    ],
)
def test_each_usage_error_is_a_swedish_sentence(arguments: list[str], words: str) -> None:
    assert words in refusal(*arguments)


def test_plain_http_is_rejected() -> None:
    words = ["r.xlsx", *SIGN_IN, "--period", "today"]
    words[words.index("https://connect.example")] = "http://connect.example"
    assert refusal(*words).startswith("--base-url: ")


def test_plain_http_on_this_computer_is_accepted() -> None:
    words = ["r.xlsx", *SIGN_IN, "--period", "today"]
    words[words.index("https://connect.example")] = "http://127.0.0.1:8080/"
    sign_in = parse(*words).sign_in
    assert sign_in is not None
    assert sign_in.base_url == "http://127.0.0.1:8080"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["export", "r.xlsx"], True),
        (["--profile", "export", "--demo"], False),
        (["--profile", "dir", "export"], True),
        (["--demo", "export"], True),
        (["--demo"], False),
        ([], False),
        (["-platform", "offscreen"], False),
    ],
)
def test_the_command_is_the_first_word_that_is_no_option(arguments: list[str], expected: bool) -> None:
    assert is_export_command(arguments) is expected


def test_qt_s_options_are_passed_on() -> None:
    wanted = parse_window_arguments(["--demo", "-platform", "offscreen", "--profile", "dir", "--language", "en"])
    assert wanted.is_demo
    assert (wanted.profile, wanted.language) == (Path("dir"), "en")
    assert wanted.qt_arguments == ("-platform", "offscreen")


@pytest.mark.parametrize("arguments", [["exprot"], ["--dmeo"], ["--demo", "-style", "fusion", "--foo"]])
def test_unknown_arguments_are_rejected(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", "sv", *arguments]) == 2
    assert "känns inte igen" in capsys.readouterr().err


def test_the_window_gets_the_parsed_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    start = types.ModuleType("vitec_desktop.startup")
    given: list[WindowArguments] = []

    def main(arguments: WindowArguments) -> int:
        given.append(arguments)
        return 0

    start.main = main  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "vitec_desktop.startup", start)
    assert run(["--demo", "-platform", "offscreen"]) == 0
    assert given == [WindowArguments(is_demo=True, qt_arguments=("-platform", "offscreen"))]


def test_a_double_click_loads_no_parser() -> None:
    code = (
        "import sys\n"
        "from vitec_desktop.cli.arguments import WindowArguments, parse_window_arguments\n"
        "assert parse_window_arguments([]) == WindowArguments()\n"
        "assert 'vitec_desktop.cli.parser' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=LONGEST_WAIT)


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"Vitec Desktop {VERSION}\n"


@pytest.mark.parametrize("command", [["--help"], ["export", "--help"], ["export", "-h"]])
def test_help_is_swedish_and_names_every_option(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", "sv", *command]) == 0
    text = capsys.readouterr().out
    assert text.startswith("användning: vitec-desktop")
    assert "options:" not in text
    assert "usage:" not in text
    names = ["--profile", "--language", "--demo"]
    if command[0] == "export":
        names += ["--connection", "--base-url", "--customer-id", "--user", "--password-stdin", "--period", "--from"]
        names += ["--to", "--status", "--overwrite", "--quiet", *Preset]
    assert all(name in text for name in names)


def test_help_is_escaped_for_an_ascii_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", narrow)
    assert run(["--language", "sv", "--help"]) == 0
    narrow.seek(0)
    assert "anv\\xe4ndning" in narrow.read()


class Refusing(io.StringIO):
    """A stream that cannot be written, by the number of the error: of a full disk, or of a closed pipe."""

    def __init__(self, error: int) -> None:
        super().__init__()
        self._error = error

    def write(self, text: str) -> int:
        raise OSError(self._error, os.strerror(self._error))


@pytest.mark.parametrize("command", [["--help"], ["export", "--help"], ["archive", "--help"], ["--version"]])
def test_an_answer_that_cannot_be_written_is_no_success_but_a_reader_may_leave(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Refusing(errno.ENOSPC))
    assert run(["--language", "sv", *command]) == 7
    assert capsys.readouterr().err.startswith("Svaret kunde inte skrivas på standard ut: ")
    for error in (errno.EPIPE, errno.EINVAL):  # EINVAL on Windows
        monkeypatch.setattr(sys, "stdout", Refusing(error))
        assert run(["--language", "sv", *command]) == 0
        assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "sv"),
        ({"LANG": "C.UTF-8"}, "sv"),
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "LC_MESSAGES": "en_US"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "sv"),
        ({"LANG": "en"}, "en"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells its language otherwise")
def test_the_system_s_language_is_swedish_unless_it_is_english(environment: dict[str, str], expected: str) -> None:
    assert system_language(environment) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--language", "en"], "en"),
        (["export", "r.xlsx", "--language=sv"], "sv"),
        (["--language", "de"], "sv"),
        (["--language"], "sv"),
    ],
)
def test_the_language_is_found_before_parsing(
    arguments: list[str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    assert find_language(arguments) == expected


@pytest.mark.slow
def test_the_export_loads_no_qt_and_writes_nothing_if_it_is_told_to_be_quiet(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from vitec_desktop.main import run\n"
        "code = run(['export', 'r.xlsx', '--demo', '--period', 'today', '--quiet'])\n"
        "assert code == 0, code\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6', 'vitec_desktop.ui'))]\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=LONGEST_WAIT
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "r.xlsx").is_file()


def test_an_unexpected_error_is_reported_by_class_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("somebody's name")

    monkeypatch.setattr(export, "parse_export_arguments", fail)
    assert run(["--language", "sv", "export", "r.xlsx"]) == 1
    assert capsys.readouterr().err == "Ett oväntat fel inträffade (ZeroDivisionError).\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def progress(done: int, total: int = 3) -> PartProgress:
    part = RequestPart("key", Customer("M30011", "Norrby Solna"), date(2026, 1, 1), date(2026, 2, 28))
    return PartProgress(done, total, part, {}, active_part=None if done == total else part)


def test_on_a_terminal_progress_is_one_line_cleared_at_the_end() -> None:
    out, err = io.StringIO(), Terminal()
    console = Console(SWEDISH, out=out, err=err)
    for done in range(1, 4):
        console.show_fetch_progress(progress(done))
    console.show_write_progress(0, 2486)
    console.error("Rapporten är komplett.")
    console.print_path(Path("r.xlsx"))
    shown = err.getvalue()
    assert shown.count("\n") == 1
    assert shown.startswith("\r1 av 3 · hämtar Norrby Solna, januari–februari 2026\r2 av 3 · ")
    assert "Skriver arbetsboken: 0 av 2\u00a0486 rader" in shown
    last = shown.removesuffix("Rapporten är komplett.\n")
    assert last.endswith("\r")
    assert last.rstrip("\r").rpartition("\r")[2].strip() == ""
    assert out.getvalue() == "r.xlsx\n"


def test_a_log_gets_the_first_line_the_last_and_few_between() -> None:
    err = io.StringIO()
    console = Console(SWEDISH, err=err)
    for done in range(1, 301):
        console.show_fetch_progress(progress(done, 300))
    lines = err.getvalue().splitlines()
    assert lines[0].startswith("1 av 300 · hämtar Norrby Solna")
    assert lines[-1] == "300 av 300 · hämtat"
    assert len(lines) < 10
    assert "\r" not in err.getvalue()


def test_quiet_writes_errors_only() -> None:
    out, err = io.StringIO(), Terminal()
    console = Console(SWEDISH, is_quiet=True, out=out, err=err)
    console.show_fetch_progress(progress(1))
    console.show_write_progress(0, 10)
    console.info("Rapporten är komplett.")
    console.print_path(Path("r.xlsx"))
    assert (out.getvalue(), err.getvalue()) == ("", "")
    console.error("Åtkomst nekad.")
    assert err.getvalue() == "Åtkomst nekad.\n"


def test_a_closed_stream_is_ignored() -> None:
    out, err = io.StringIO(), io.StringIO()
    console = Console(SWEDISH, out=out, err=err)
    out.close()
    err.close()
    console.show_fetch_progress(progress(1))
    console.error("Åtkomst nekad.")
    console.print_path(Path("r.xlsx"))
