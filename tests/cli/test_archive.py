"""Saved reports on the command line: a real service over a socket, a real Secret Service, files read back."""

import errno
import json
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.cli.test_arguments import Refusing
from tests.export.factories import calamine_rows, sheet_rows
from tests.helpers.fault_server import FaultServer, Reply, Seen
from tests.helpers.secret_service import SecretService
from tests.schedule.scheduled_env import PLAN
from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.accounts.machine_defaults import MachineDefaults
from vitec_desktop.accounts.offices import Office
from vitec_desktop.archive.file_format import HEADER_BYTES
from vitec_desktop.archive.report_files import ReportFiles
from vitec_desktop.archive.retention import DEFAULT_MONTHS
from vitec_desktop.archive.store import open_archive
from vitec_desktop.main import run
from vitec_desktop.schedule.plan import PlanFile
from vitec_desktop.schedule.run_history import RunHistory, RunResult
from vitec_desktop.storage.profile import CONNECTIONS_FILE
from vitec_desktop.webservice.retry_policy import RetryPolicy
from vitec_desktop.webservice.timestamps import swedish_now, swedish_today

pytestmark = pytest.mark.usefixtures("secret_service")

IMPATIENT = RetryPolicy(initial_delay=0.01, multiplier=1.0)
NOVEMBER = ["--from", "2026-11-01", "--to", "2026-11-30"]
PERSON = "Cecilia Larsson"


def a_tip(row_id: str, state: str = "New", contact: str = PERSON) -> dict[str, object]:
    first, last = contact.split()
    return {
        "createdAt": "2026-11-10T10:00:00.1234567",
        "sender": {"id": "s", "name": "Johan Öberg", "company": {"id": "c", "name": "Norrby Solna"}},
        "receiver": {"id": "r", "name": "Maja Forsell", "company": {"id": "c", "name": "Norrby Solna"}},
        "tip": {"id": row_id, "title": f"Rubrik {row_id}", "state": state, "message": "Hej"},
        "contact": {"id": "k", "firstName": first, "lastName": last},
    }


class Service:
    """A service whose tips the test sets."""

    def __init__(self) -> None:
        self.tips: Sequence[dict[str, object]] = [a_tip("1"), a_tip("2")]
        self.status = 200

    def __call__(self, seen: Seen) -> Reply:
        if self.status != 200:
            return Reply(self.status)
        report = {"incomingLeads": [], "outgoingLeads": [], "tips": list(self.tips)}
        return Reply(body=json.dumps(report).encode())


class Program(Protocol):
    def __call__(self, *arguments: str | Path, given: bytes = ...) -> tuple[int, str, str]: ...


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def base_url(service: Service) -> Iterator[str]:
    with FaultServer(service) as server:
        yield server.base_url


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profil å"


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], profile: Path) -> Program:
    """Return a function that runs the command line in Swedish; it returns exit code, output and errors."""

    def run_here(*arguments: str | Path, given: bytes = b"hemligt\n") -> tuple[int, str, str]:
        read_end, write_end = os.pipe()
        os.write(write_end, given)
        os.close(write_end)
        words = [*map(str, arguments), "--profile", str(profile), "--language", "sv"]
        with open(read_end, encoding="utf-8") as stdin, monkeypatch.context() as patch:  # noqa: PTH123 (a descriptor)
            patch.setattr(sys, "stdin", stdin)
            code = run(words, IMPATIENT)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run_here


@pytest.fixture
def export(program: Program, base_url: str, tmp_path: Path) -> Any:
    """Return a function that exports November with a sign-in by hand; it returns exit code, file and errors.

    The file is one of CSV files, which are written in a tenth of a workbook's time.
    """

    def export(*options: str, name: str = "rapport.zip") -> tuple[int, Path, str]:
        target = tmp_path / name
        sign_in = ("--base-url", base_url, "--customer-id", "M30011=Norrby Solna", "--user", "anna", "--password-stdin")
        code, _, err = program("export", target, *sign_in, *NOVEMBER, "--no-comparison", "--overwrite", *options)
        return code, target, err

    return export


@pytest.fixture
def export_workbook(export: Any) -> Any:
    """The same, but the file is a workbook."""
    return partial(export, name="rapport.xlsx")


def changes(path: Path) -> list[list[Any]]:
    """Return the first five cells of the rows of the sheet's table, and the title."""
    rows = sheet_rows(path, "Ändringar")
    header = next(number for number, row in enumerate(rows) if row[:2] == ["Ändring", "Lista"])
    return [[*row[:5], row[7]] for row in rows[header + 1 :] if row[0] in ("Nytt", "Ändrat", "Borta")]


def listed(program: Program) -> list[dict[str, Any]]:
    code, out, _ = program("archive", "list", "--json")
    assert code == 0
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_a_saved_report_is_listed_compared_with_and_deleted(
    export_workbook: Any, program: Program, service: Service
) -> None:
    assert program("archive", "enable", "--months", "6")[0] == 0
    code, path, _ = export_workbook("--since", "last", "--save-report")
    assert code == 0
    assert changes(path) == []
    assert "Det finns ingen tidigare sparad rapport" in str(sheet_rows(path, "Ändringar"))
    service.tips = [a_tip("1", "Done"), a_tip("3")]
    code, path, _ = export_workbook("--since", "last", "--save-report")
    assert code == 0
    assert changes(path) == [
        ["Nytt", "Tips", "Status", "", "Ny", "Rubrik 3"],
        ["Ändrat", "Tips", "Status", "Ny", "Klar", "Rubrik 1"],
        ["Borta", "Tips", "Status", "Ny", "", "Rubrik 2"],
    ]
    assert calamine_rows(path, "Tips")[0][1] == "Ändring"
    newest, oldest = listed(program)
    assert newest == {
        "id": newest["id"],
        "fetched_at": newest["fetched_at"],
        "first_day": "2026-11-01",
        "last_day": "2026-11-30",
        "offices": ["M30011"],
        "rows": {"incoming": 0, "outgoing": 0, "tips": 2},
        "bytes": newest["bytes"],
        "complete": True,
    }
    assert newest["fetched_at"] >= oldest["fetched_at"]
    assert program("archive", "delete", newest["id"])[0] == 0
    assert [one["id"] for one in listed(program)] == [oldest["id"]]
    assert program("archive", "delete", newest["id"])[0] == 2


@pytest.mark.slow
def test_the_last_export_and_a_day(export_workbook: Any, program: Program, service: Service) -> None:
    program("archive", "enable")
    export_workbook("--save-report")
    service.tips = [a_tip("1", "Claimed"), a_tip("2")]
    export_workbook("--save-report", "--anonymise")  # saved, but not a workbook of the user's own
    service.tips = [a_tip("1", "Done"), a_tip("2")]
    _, path, _ = export_workbook("--since", "last")
    assert [row[3:5] for row in changes(path)] == [["Plockad", "Klar"]]
    _, path, _ = export_workbook("--since", "last-export")
    assert [row[3:5] for row in changes(path)] == [["Ny", "Klar"]]
    _, path, _ = export_workbook("--since", swedish_today().isoformat())
    assert [row[3:5] for row in changes(path)] == [["Plockad", "Klar"]]
    _, path, _ = export_workbook("--since", "2026-01-01") if swedish_today() > date(2026, 1, 1) else (0, path, "")
    assert changes(path) == []
    assert len(listed(program)) == 2


@pytest.mark.parametrize("options", [("--since", "last"), ("--save-report",)])
def test_while_saving_is_off_nothing_is_fetched(
    export: Any, program: Program, service: Service, options: tuple[str, ...], tmp_path: Path
) -> None:
    service.status = 500
    code, path, err = export(*options)
    assert code == 2
    assert "vitec-desktop archive enable" in err
    assert not path.exists()
    program("archive", "enable")
    program("archive", "disable")
    assert export(*options)[0] == 2


@pytest.mark.parametrize("options", [("--since", "last"), ("--save-report",)])
def test_the_sample_service_is_never_saved(program: Program, tmp_path: Path, options: tuple[str, ...]) -> None:
    program("archive", "enable")
    code, _, err = program("export", tmp_path / "x.xlsx", "--demo", "--period", "today", *options)
    assert code == 2
    assert "--demo" in err


@pytest.mark.parametrize("when", ["yesterday", "2026-13-01", "", "20261101", "LAST"])
def test_what_is_no_day_is_wrong_usage(program: Program, tmp_path: Path, when: str) -> None:
    code, _, _ = program("export", tmp_path / "x.xlsx", "--connection", "x", *NOVEMBER, "--since", when)
    assert code == 2


def test_a_locked_keyring_costs_the_comparison_alone(
    export: Any, export_workbook: Any, program: Program, secret_service: SecretService
) -> None:
    program("archive", "enable")
    export("--save-report")
    secret_service.lock()
    code, path, err = export_workbook("--since", "last", "--save-report")
    assert code == 3
    assert "Nyckelringen är låst" in err
    assert "Nyckelringen är låst" in str(sheet_rows(path, "Om rapporten"))
    assert len(calamine_rows(path, "Tips")) == 3
    for words in (["list"], ["status"], ["enable"], ["forget", PERSON, "--yes"]):
        assert program("archive", *words)[0] == 8
    secret_service.unlock()
    assert len(listed(program)) == 1


def test_a_lost_key(export: Any, export_workbook: Any, program: Program, secret_service: SecretService) -> None:
    import keyring

    program("archive", "enable")
    export("--save-report")
    [secret] = secret_service.secrets()
    assert secret.service.startswith("Vitec Desktop archive ")
    keyring.delete_password(secret.service, secret.user)
    code, path, err = export_workbook("--since", "last")
    assert code == 3
    assert "finns inte i datorns nyckelring" in err
    assert "finns inte i datorns nyckelring" in str(sheet_rows(path, "Om rapporten"))
    assert program("archive", "list")[0] == 8
    assert program("archive", "enable")[0] == 0
    assert listed(program) == []
    assert export_workbook("--since", "last", "--save-report")[0] == 0


@pytest.mark.slow
def test_the_report_before_a_damaged_one_is_used(
    export: Any, export_workbook: Any, program: Program, service: Service, profile: Path
) -> None:
    program("archive", "enable")
    export("--save-report")
    service.tips = [a_tip("1")]
    export("--save-report")
    newest = profile / "archive" / f"{listed(program)[0]['id']}.vdr"
    newest.write_bytes(newest.read_bytes()[:-1])
    code, path, err = export_workbook("--since", "last")
    assert code == 3
    assert "skadad" in err
    assert "skadad" in str(sheet_rows(path, "Om rapporten"))
    assert [row[0] for row in changes(path)] == ["Borta"]
    assert export_workbook("--since", "last")[0] == 0


def test_a_copied_profile_is_closed(export: Any, program: Program, profile: Path, tmp_path: Path) -> None:
    import shutil

    program("archive", "enable")
    export("--save-report")
    moved = tmp_path / "moved"
    shutil.move(profile, moved)
    shutil.copytree(moved, profile)
    assert len(listed(program)) == 1  # it is the same place again
    code = run(["archive", "list", "--profile", str(moved), "--language", "sv"])
    assert code == 8


def test_a_refused_sign_in_closes_what_is_saved(
    export: Any, export_workbook: Any, program: Program, service: Service
) -> None:
    program("archive", "enable")
    export("--save-report")
    service.status = 401
    assert export_workbook("--since", "last")[0] == 4
    service.status = 200
    service.tips = [a_tip("1", "Done"), a_tip("2")]
    code, path, _ = export_workbook("--since", "last")
    assert code == 0
    assert [row[0] for row in changes(path)] == ["Ändrat"]


def test_forgetting_and_clearing(export: Any, program: Program, profile: Path, secret_service: SecretService) -> None:
    program("archive", "enable")
    export("--save-report")
    [before] = secret_service.secrets()
    for words in (
        ["forget", PERSON],
        ["clear"],
        ["forget", "--yes"],
        ["forget", "x", "--yes"],
        ["clear", "x", "--yes"],
    ):
        assert program("archive", *words)[0] == 2
    code, out, _ = program("archive", "forget", "-", "--yes", given=f"{PERSON}\nmer\n".encode())
    assert code == 0
    assert "2, i 1 rapport" in out
    assert PERSON not in out
    code, _, err = program("archive", "forget", "-", "--yes", given="Åke Öberg\n".encode("latin-1"))
    assert (code, err.splitlines()[0]) == (2, "Namnet eller kontakt-id:t på standard in är inte skrivet i UTF-8.")
    [after] = secret_service.secrets()
    assert after.password != before.password
    code, out, _ = program("archive", "forget", PERSON, "--yes")
    assert (code, "0, i 0 rapporter" in out) == (0, True)
    assert program("archive", "clear", "--yes")[0] == 0
    assert secret_service.secrets() == []
    assert list((profile / "archive").glob("*.vdr")) == []


def test_forgetting_says_which_files_it_could_not_search(export: Any, program: Program, profile: Path) -> None:
    program("archive", "enable")
    for _ in range(3):
        export("--save-report")
    damaged, newer, _ = (profile / "archive" / f"{one['id']}.vdr" for one in listed(program))
    damaged.write_bytes(b"")
    content = bytearray(newer.read_bytes())
    content[8:10] = (99).to_bytes(2)  # the version of the format
    content[HEADER_BYTES - 4 : HEADER_BYTES] = zlib.crc32(content[: HEADER_BYTES - 4]).to_bytes(4)
    newer.write_bytes(content)
    code, out, err = program("archive", "forget", PERSON, "--yes")
    assert code == 8
    assert "1 skadad fil kunde inte sökas igenom och är borttagen." in out
    assert err.startswith("1 fil kunde inte sökas igenom")
    assert newer.exists()
    assert list((profile / "archive").glob("*.damaged")) == []


def test_clearing_says_what_there_was(export: Any, program: Program, secret_service: SecretService) -> None:
    assert program("archive", "clear", "--yes")[1].splitlines() == ["Det fanns inget att ta bort."]
    program("archive", "enable")
    assert program("archive", "clear", "--yes")[1].splitlines() == ["Nyckeln är borttagen. Inga rapporter var sparade."]
    program("archive", "enable")
    export("--save-report")
    assert program("archive", "clear", "--yes")[1].splitlines() == ["Nyckeln och 1 fil är borttagna."]
    assert program("archive", "clear", "--yes")[1].splitlines() == ["Det fanns inget att ta bort."]


def test_clearing_says_that_nobody_can_read_the_files_that_could_not_be_removed(
    export: Any, program: Program, secret_service: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("archive", "enable")
    export("--save-report")

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(ReportFiles, "remove", refuse)
        code, out, err = program("archive", "clear", "--yes")
    assert (code, out) == (7, "")
    assert err.startswith("Nyckeln är borttagen: ingen kan läsa de sparade rapporterna längre. ")
    assert "Read-only file system" in err
    assert secret_service.secrets() == []
    assert program("archive", "list")[0] == 8
    assert program("archive", "clear", "--yes")[0] == 0
    assert export("--save-report")[0] == 0


@pytest.mark.slow
def test_a_damaged_file_that_a_save_sets_aside_is_told_and_stays_listed(
    export_workbook: Any, program: Program, profile: Path
) -> None:
    program("archive", "enable")
    for since in ([], ["--since", "last"]):
        export_workbook("--save-report")
        newest = profile / "archive" / f"{listed(program)[0]['id']}.vdr"
        newest.write_bytes(b"")
        code, _, err = export_workbook("--save-report", *since)
        assert (code, "skadad" in err) == (3, True)
        for _ in range(2):
            assert newest.with_suffix(".damaged").name in program("archive", "list")[2]


def test_status_tells_what_it_and_the_user_chose(
    program: Program, monkeypatch: pytest.MonkeyPatch, profile: Path
) -> None:
    code, out, _ = program("archive", "status")
    assert code == 0
    assert "Hämtade rapporter sparas inte." in out
    assert str(profile / "archive") in out
    assert f"{DEFAULT_MONTHS} månader" in out
    defaults = MachineDefaults(archive="off", archive_months=3)
    monkeypatch.setattr("vitec_desktop.archive.store.load_machine_defaults", lambda: defaults)
    code, out, _ = program("archive", "status")
    assert "Det bestäms av IT" in out
    assert "3 månader" in out
    assert program("archive", "enable")[0] == 2
    assert program("archive", "disable")[0] == 0
    defaults = MachineDefaults(archive="on", archive_months=3)
    assert program("archive", "disable")[0] == 2
    assert program("archive", "enable", "--months", "5")[0] == 2
    assert program("archive", "enable")[0] == 0
    assert open_archive(profile).is_on


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["open"],
        ["list", "x"],
        ["delete"],
        ["status", "--json"],
        ["list", "--months", "3"],
        ["enable", "--months", "0"],
        ["enable", "--months", "25"],
        ["enable", "--months", "x"],
        ["list", "--yes"],
        ["list", "--other"],
    ],
)
def test_wrong_usage(program: Program, words: list[str]) -> None:
    assert program("archive", *words)[0] == 2


def test_help_is_printed(program: Program) -> None:
    code, out, err = program("archive", "--help")
    assert code == 0
    assert "forget TEXT --yes" in out + err


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["status"]])
def test_an_answer_that_cannot_be_written_is_no_success(
    program: Program, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    program("archive", "enable")
    monkeypatch.setattr(sys, "stdout", Refusing(errno.ENOSPC))
    code, _, err = program("archive", *words)
    assert code == 7
    assert err.startswith("Svaret kunde inte skrivas på standard ut: ")
    assert program("archive", "disable")[0] == 0, "what was asked for is done"


def test_no_safe_keyring(program: Program, monkeypatch: pytest.MonkeyPatch, export: Any) -> None:
    import keyring.backends.fail

    monkeypatch.setattr("keyring.core._keyring_backend", keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    code, _, err = program("archive", "enable")
    assert code == 8
    assert "ingen säker nyckelring" in err
    assert export("--save-report")[0] == 2


def test_a_folder_that_cannot_be_written(program: Program, profile: Path) -> None:
    profile.mkdir()
    (profile / "archive").write_text("in the way")
    code, _, err = program("archive", "enable")
    assert code == 7
    assert "kunde inte ändras" in err


def test_the_names_of_people_are_nowhere_in_plain(export: Any, program: Program, profile: Path) -> None:
    program("archive", "enable")
    export("--save-report")
    program("archive", "forget", PERSON, "--yes")
    for path in profile.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [word for word in (b"Cecilia", b"Larsson", b"Forsell", b"Rubrik") if word in content], path
            assert not [word for word in ("Cecilia", "Larsson") if word in path.name]


# Scheduled exports


@pytest.fixture
def plan(base_url: str, profile: Path, tmp_path: Path) -> Path:
    """Save a connection, its password and a plan; return the folder of its files."""
    profile.mkdir(exist_ok=True)
    folder = tmp_path / "möten"
    folder.mkdir()
    connection = Connection("c1", "Norrby", "anna", (Office("M30011", "Norrby Solna"),), base_url)
    ConnectionFile(profile / CONNECTIONS_FILE).save(connection)
    CredentialStore().set_password("c1", "anna", "hemligt")
    from msgspec.structs import replace

    PlanFile(profile).save(replace(PLAN, folder=str(folder)))
    (profile / "settings.json").write_text('{"comparison": "nothing"}', encoding="utf-8")
    return folder


def recent_tip(row_id: str, state: str = "New") -> dict[str, object]:
    from vitec_desktop.report.periods import preset_days

    day, _ = preset_days(PLAN.preset, swedish_today())
    return {**a_tip(row_id, state), "createdAt": f"{day.isoformat()}T10:00:00"}


def run_plan(program: Program, *options: str) -> int:
    return program("export", "--scheduled", PLAN.id, "--once", *options)[0]


@pytest.mark.slow
def test_scheduled_exports_save_and_compare_with_their_own_last_run(
    program: Program, service: Service, plan: Path, export: Any, profile: Path
) -> None:
    service.tips = [recent_tip("1")]
    assert run_plan(program) == 0
    [path] = plan.iterdir()
    assert "Ändringar" not in str(sheet_rows(path, "Om rapporten"))
    assert not (profile / "archive").exists()
    program("archive", "enable")
    assert run_plan(program) == 0
    assert changes(path) == []
    service.tips = [recent_tip("1", "Claimed")]
    archive = open_archive(profile)
    assert archive.settings.exports == ()
    assert run_plan(program) == 0
    assert [row[3:5] for row in changes(path)] == [["Ny", "Plockad"]]
    assert len(listed(program)) == 2
    assert RunHistory(profile).runs_for(PLAN.id)[-1].result is RunResult.COMPLETE


def test_a_scheduled_export_says_that_it_could_not_save(
    program: Program, service: Service, plan: Path, profile: Path, secret_service: SecretService
) -> None:
    import keyring

    service.tips = [recent_tip("1")]
    program("archive", "enable")
    assert run_plan(program) == 0
    [key] = [secret for secret in secret_service.secrets() if "archive" in secret.service]
    keyring.delete_password(key.service, key.user)
    assert run_plan(program) == 3
    [path] = plan.iterdir()
    assert "finns inte i datorns nyckelring" in str(sheet_rows(path, "Om rapporten"))
    last = RunHistory(profile).runs_for(PLAN.id)[-1]
    assert (last.result, last.path) == (RunResult.INCOMPLETE, str(path))


@pytest.mark.slow
def test_a_scheduled_export_with_options_while_saving_is_off(program: Program, plan: Path) -> None:
    assert run_plan(program, "--since", "last") == 2
    assert list(plan.iterdir()) == []
    program("archive", "enable")
    assert run_plan(program, "--since", "last-export") == 0
    assert listed(program) == []
    assert run_plan(program, "--save-report") == 0
    assert len(listed(program)) == 1


def test_the_day_of_a_saved_report_is_swedish(export: Any, program: Program) -> None:
    program("archive", "enable")
    export("--save-report")
    [one] = listed(program)
    assert one["fetched_at"][:10] == swedish_now().date().isoformat()
    assert one["fetched_at"].endswith(("+01:00", "+02:00"))


def test_the_sheet_of_offices_tells_how_long_handling_took(
    export_workbook: Any, program: Program, service: Service
) -> None:
    program("archive", "enable")
    _, path, _ = export_workbook("--since", "last", "--save-report")
    assert "Tid till hantering" not in str(sheet_rows(path, "Per kontor"))
    service.tips = [a_tip("1", "Done"), a_tip("2")]
    _, path, _ = export_workbook("--since", "last")
    rows = sheet_rows(path, "Per kontor")
    first = [row[0] for row in rows].index("Tid till hantering")
    office, interval, handled, waiting = rows[first + 3][:4]
    assert (office, handled, waiting) == ("Norrby Solna", 1, 1)
    assert interval not in ("", "–")
    assert not str(rows[first + 4][0]).strip()  # no persons
