import io
import subprocess
import sys
import types
from datetime import date
from pathlib import Path

import pytest

from vitec_desktop import main as cli
from vitec_desktop.accounts.offices import Office
from vitec_desktop.cli.arguments import find_language, is_export_command, parse_export_arguments, parse_window_arguments
from vitec_desktop.cli.console import Console
from vitec_desktop.cli.parsing import UsageError
from vitec_desktop.cli.system_language import system_language
from vitec_desktop.cli.window_arguments import WindowArguments, parse_common_window_arguments
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


def refusal(*arguments: str) -> str:
    """What is said of an export that cannot be done as it stands."""
    with pytest.raises(UsageError) as caught:
        parse_export_arguments(["export", *arguments], TODAY, SWEDISH)
    return str(caught.value)


@pytest.mark.parametrize("preset", Preset)
def test_each_preset_is_a_period(preset: Preset) -> None:
    wanted = parse_export_arguments(["export", "r.xlsx", "--demo", "--period", preset.value], TODAY, SWEDISH)
    assert wanted.first_day <= wanted.last_day <= TODAY


def test_the_export_is_read_with_every_option_in_any_order() -> None:
    words = ["--profile", "dir", "export", "--quiet", "--from", "2025-10-01", *SIGN_IN, "--to=2026-11-24", "r.XLSX"]
    words += ["--customer-id", "m30012=Norrby Solna", "--status", "active-and-removed", "--overwrite"]
    wanted = parse_export_arguments(words, TODAY, SWEDISH)
    assert (wanted.file, wanted.first_day, wanted.last_day) == (Path("r.XLSX"), date(2025, 10, 1), TODAY)
    assert wanted.status is ActiveStatus.ACTIVE_AND_REMOVED
    assert wanted.profile == Path("dir")
    assert wanted.is_quiet
    assert wanted.should_overwrite
    assert wanted.sign_in is not None
    assert wanted.sign_in.user == "anna"
    assert wanted.sign_in.offices == (Office("M30011"), Office("M30012", "Norrby Solna"))


def test_active_rows_are_asked_for_unless_told_otherwise() -> None:
    wanted = parse_export_arguments(["export", "r.xlsx", "--connection", "Norrby", "--period", "today"], TODAY, SWEDISH)
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
        (["r.xlsx", "--demo", "--period", "today", "--status", "all"], "Statusen ”all” finns inte"),
        (["r.xlsx", "--demo", "--period", "today", "--language", "de"], "Språket ”de” finns inte"),
        (["r.xlsx", "--demo", "--period"], "--period behöver ett värde"),
        (["r.xlsx", "--demo", "--quiet=yes", "--period", "today"], "--quiet tar inget värde"),
        (["r.xlsx", "--demo", "--per", "today"], "”--per” känns inte igen"),
        (["r.xlsx", "s.xlsx", "--demo", "--period", "today"], "”s.xlsx” känns inte igen"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_swedish_sentence(arguments: list[str], words: str) -> None:
    assert words in refusal(*arguments)


def test_a_password_is_sent_to_no_address_without_encryption() -> None:
    words = ["r.xlsx", *SIGN_IN, "--period", "today"]
    words[words.index("https://connect.example")] = "http://connect.example"
    assert refusal(*words).startswith("--base-url: ")


def test_plain_http_on_this_computer_is_fine() -> None:
    words = ["r.xlsx", *SIGN_IN, "--period", "today"]
    words[words.index("https://connect.example")] = "http://127.0.0.1:8080/"
    sign_in = parse_export_arguments(words, TODAY, SWEDISH).sign_in
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


def test_the_window_leaves_the_options_of_qt_to_qt() -> None:
    wanted = parse_window_arguments(
        ["--demo", "-platform", "offscreen", "--profile", "dir", "--language", "en"], SWEDISH
    )
    assert wanted.is_demo
    assert (wanted.profile, wanted.language) == (Path("dir"), "en")
    assert wanted.qt_arguments == ("-platform", "offscreen")


@pytest.mark.parametrize("arguments", [["exprot"], ["--dmeo"], ["--demo", "-style", "fusion", "--foo"]])
def test_the_window_refuses_what_nobody_knows(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", "sv", *arguments]) == 2
    assert "känns inte igen" in capsys.readouterr().err


def test_the_window_gets_the_whole_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    start = types.ModuleType("vitec_desktop.startup")
    given: list[WindowArguments] = []

    def main(arguments: WindowArguments) -> int:
        given.append(arguments)
        return 0

    start.main = main  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "vitec_desktop.startup", start)
    assert run(["--demo", "-platform", "offscreen"]) == 0
    assert given == [WindowArguments(is_demo=True, qt_arguments=("-platform", "offscreen"))]


@pytest.mark.parametrize(
    "arguments",
    [[], ["--demo"], ["--profile", "mapp å"], ["--language", "en", "--demo"], ["--profile", "a", "--profile", "b"]],
    ids=" ".join,
)
def test_the_quick_way_reads_what_the_whole_one_reads(arguments: list[str]) -> None:
    assert parse_common_window_arguments(arguments) == parse_window_arguments(arguments, load_language("sv"))


@pytest.mark.parametrize(
    "arguments",
    [["--profile"], ["--profile", "--demo"], ["--language", "xx"], ["--version"], ["-platform", "x"], ["export"]],
    ids=" ".join,
)
def test_anything_else_is_left_to_the_whole_one(arguments: list[str]) -> None:
    assert parse_common_window_arguments(arguments) is None


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
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


def test_help_is_told_even_where_its_letters_cannot_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", narrow)
    assert run(["--language", "sv", "--help"]) == 0
    narrow.seek(0)
    assert "anv\\xe4ndning" in narrow.read()


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
def test_the_language_is_known_before_anything_is_said(
    arguments: list[str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    assert find_language(arguments) == expected


def test_the_export_loads_no_qt(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from vitec_desktop.main import run\n"
        "code = run(['export', 'r.xlsx', '--demo', '--period', 'today', '--quiet'])\n"
        "assert code == 0, code\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6', 'vitec_desktop.ui'))]\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "r.xlsx").is_file()


def test_an_unexpected_fault_is_told_by_its_kind_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("somebody's name")

    monkeypatch.setattr(cli, "parse_export_arguments", fail)
    assert run(["--language", "sv", "export", "r.xlsx"]) == 1
    assert capsys.readouterr().err == "Ett oväntat fel inträffade (ZeroDivisionError).\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def progress(done: int, total: int = 3) -> PartProgress:
    part = RequestPart("key", Customer("M30011", "Norrby Solna"), date(2026, 1, 1), date(2026, 2, 28))
    return PartProgress(done, total, part, {}, active_part=None if done == total else part)


def test_on_a_terminal_progress_is_one_line_written_over_and_cleared_in_the_end() -> None:
    out, err = io.StringIO(), Terminal()
    teller = Console(SWEDISH, out=out, err=err)
    for done in range(1, 4):
        teller.show_fetch_progress(progress(done))
    teller.show_write_progress(0, 2486)
    teller.error("Rapporten är komplett.")
    teller.print_path(Path("r.xlsx"))
    shown = err.getvalue()
    assert shown.count("\n") == 1
    assert shown.startswith("\r1 av 3 · hämtar Norrby Solna, januari–februari 2026\r2 av 3 · ")
    assert "Skriver arbetsboken: 0 av 2\u00a0486 rader" in shown
    last = shown.removesuffix("Rapporten är komplett.\n")
    assert last.endswith("\r")
    assert last.rstrip("\r").rpartition("\r")[2].strip() == ""
    assert out.getvalue() == "r.xlsx\n"


def test_a_log_gets_plain_lines_the_first_and_the_last_and_few_between() -> None:
    err = io.StringIO()
    teller = Console(SWEDISH, err=err)
    for done in range(1, 301):
        teller.show_fetch_progress(progress(done, 300))
    lines = err.getvalue().splitlines()
    assert lines[0].startswith("1 av 300 · hämtar Norrby Solna")
    assert lines[-1] == "300 av 300 · hämtat"
    assert len(lines) < 10
    assert "\r" not in err.getvalue()


def test_quiet_says_nothing_but_problems() -> None:
    out, err = io.StringIO(), Terminal()
    teller = Console(SWEDISH, is_quiet=True, out=out, err=err)
    teller.show_fetch_progress(progress(1))
    teller.show_write_progress(0, 10)
    teller.info("Rapporten är komplett.")
    teller.print_path(Path("r.xlsx"))
    assert (out.getvalue(), err.getvalue()) == ("", "")
    teller.error("Åtkomst nekad.")
    assert err.getvalue() == "Åtkomst nekad.\n"


def test_a_closed_stream_is_no_reason_to_fail() -> None:
    out, err = io.StringIO(), io.StringIO()
    teller = Console(SWEDISH, out=out, err=err)
    out.close()
    err.close()
    teller.show_fetch_progress(progress(1))
    teller.error("Åtkomst nekad.")
    teller.print_path(Path("r.xlsx"))
