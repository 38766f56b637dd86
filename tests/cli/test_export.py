"""The export command, with real sockets; files are read back with python-calamine.

In processes of their own where the process is the point, else in this one.
"""

import base64
import codecs
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol
from zipfile import ZipFile

import keyring
import pytest
from keyring.backend import KeyringBackend

from tests.export.factories import SHEETS, about_text, calamine_rows, expected_row
from tests.helpers.fault_server import FaultServer, Reply, Seen, report, tip
from tests.helpers.forked_python import ForkedPython
from tests.helpers.tls import make_local_tls_context, trust_local_authority
from tests.helpers.waiting import HANG, LONGEST_WAIT, wait_until
from vitec_desktop.accounts.connections import Connection, ConnectionFile
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.accounts.offices import Office
from vitec_desktop.demo.service import DemoService
from vitec_desktop.main import run
from vitec_desktop.report.report import build_rows
from vitec_desktop.webservice import report_sender
from vitec_desktop.webservice.decoding import decode_report
from vitec_desktop.webservice.models import ActiveStatus, ListKind
from vitec_desktop.webservice.result import PartResult
from vitec_desktop.webservice.retry_policy import RetryPolicy
from vitec_desktop.webservice.timestamps import swedish_today

IMPATIENT = RetryPolicy(initial_delay=0.01, multiplier=1.0)
EMPTY_REPORT = b'{"incomingLeads": [], "outgoingLeads": [], "tips": []}'
OCTOBER = ["--from", "2026-10-01", "--to", "2026-10-31"]


class OddError(BaseException):
    """An exception that no `except Exception` catches."""


Handler = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "rapport å.xlsx"


@pytest.fixture
def quick_target(tmp_path: Path) -> Path:
    """A file that is not read: CSV files are written in a tenth of a workbook's time."""
    return tmp_path / "rapport å.zip"


@pytest.fixture(scope="module")
def service() -> Iterator[DemoService]:
    with DemoService(latency=(0, 0)) as running:
        yield running


@contextmanager
def serving(handle: Handler) -> Iterator[str]:
    """Run a server that answers with `handle`; yield its address."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            handle(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(LONGEST_WAIT)


def answering(body: bytes, content_type: str = "application/json", length: int | None = None) -> Handler:
    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", content_type)
        request.send_header("Content-Length", str(len(body) if length is None else length))
        request.end_headers()
        request.wfile.write(body)

    return handle


def signed_in(base_url: str, *customer_ids: str, user: str = "demo") -> list[str]:
    ids = [word for customer_id in customer_ids for word in ("--customer-id", customer_id)]
    return ["--base-url", base_url, *ids, "--user", user, "--password-stdin"]


def start(*arguments: str | Path, **settings: Any) -> "subprocess.Popen[bytes]":
    """Start `vitec-desktop export` in Swedish in a process of its own."""
    command = [sys.executable, "-m", "vitec_desktop", "export", *map(str, arguments), "--language", "sv"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return ForkedPython(command, **{**pipes, **settings})


def export(*arguments: str | Path, password: bytes = b"norrby\n", **settings: Any) -> tuple[int, str, str]:
    """Run an export; return exit code, standard output and standard error."""
    with start(*arguments, **settings) as process:
        out, err = process.communicate(password, timeout=4 * LONGEST_WAIT)
    return process.returncode, out.decode(), err.decode()


class Here(Protocol):
    def __call__(self, *arguments: str | Path, password: bytes = b"norrby\n") -> tuple[int, str, str]: ...


@pytest.fixture
def export_here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    """Return `export` in this process, with short delays between attempts."""

    def export_here(*arguments: str | Path, password: bytes = b"norrby\n") -> tuple[int, str, str]:
        read_end, write_end = os.pipe()
        os.write(write_end, password)
        os.close(write_end)
        with open(read_end, encoding="utf-8") as stdin, monkeypatch.context() as patch:  # noqa: PTH123 (a descriptor)
            patch.setattr(sys, "stdin", stdin)
            code = run(["export", *map(str, arguments), "--language", "sv"], IMPATIENT)
        told = capsys.readouterr()
        return code, told.out, told.err

    return export_here


def assert_plain_swedish(text: str, *words: str) -> None:
    """Assert that the text has these words and neither traceback, password nor class name."""
    assert all(word in text for word in words), text
    for foreign in ("Traceback", "Error:", "norrby", "Exception"):
        assert foreign not in text
    assert text.rstrip().endswith((".", ")"))


def rows_in(path: Path) -> dict[ListKind, list[list[Any]]]:
    """Return the rows of every list without their ages, the last column, which depend on today."""
    return {kind: [row[:-1] for row in calamine_rows(path, sheet)[1:]] for kind, sheet in SHEETS.items()}


def all_rows(service: DemoService, first_day: date, last_day: date, **status: ActiveStatus) -> dict[ListKind, Any]:
    """Return every row of the service for the days, as in the workbook, without their ages."""
    truth = service.rows(first_day, last_day, **status)
    return {
        kind: [expected_row(kind, row)[:-1] for row in build_rows(kind, truth[kind], last_day)] for kind in ListKind
    }


def in_any_order(rows: dict[ListKind, list[list[Any]]]) -> dict[ListKind, list[list[Any]]]:
    return {kind: sorted(some, key=repr) for kind, some in rows.items()}


@pytest.mark.slow
def test_fourteen_months_of_the_demo_have_every_row_once(target: Path) -> None:
    last_day = swedish_today() - timedelta(days=1)
    first_day = date(last_day.year - 2 + (last_day.month > 2), (last_day.month - 3) % 12 + 1, 1)
    assert 400 < (last_day - first_day).days < 460
    days = ("--from", first_day.isoformat(), "--to", last_day.isoformat())
    code, out, err = export(target, "--demo", *days, "--no-comparison")
    assert (code, out) == (0, f"{target}\n")
    expected = all_rows(DemoService(), first_day, last_day)
    assert min(len(rows) for rows in expected.values()) > 100
    assert in_any_order(rows_in(target)) == in_any_order(expected)
    assert "Rapporten är komplett." in about_text(target)
    assert "Exempeldata | Kontor, personer och ärenden är påhittade av programmet." in about_text(target)
    lines = err.splitlines()
    assert " av 24 · hämtar Norrby " in lines[0]
    assert lines[-2] == "Rapporten är komplett."


@pytest.mark.slow
@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("active", ActiveStatus.ACTIVE),
        ("active-and-removed", ActiveStatus.ACTIVE_AND_REMOVED),
        ("removed", ActiveStatus.REMOVED),
    ],
)
def test_each_status_is_fetched(
    target: Path, service: DemoService, word: str, status: ActiveStatus, export_here: Here
) -> None:
    customers = [customer.id for customer in service.customers]
    arguments: list[str | Path] = [
        target,
        *signed_in(service.base_url, *customers),
        "--period",
        "last-month",
        "--status",
        word,
    ]
    code, _, err = export_here(*arguments)
    assert code == 0, err
    last_day = swedish_today().replace(day=1) - timedelta(days=1)
    expected = all_rows(service, last_day.replace(day=1), last_day, status=status)
    assert in_any_order(rows_in(target)) == in_any_order(expected)


def test_the_newest_row_comes_first(target: Path, service: DemoService, export_here: Here) -> None:
    code, _, _ = export_here(target, *signed_in(service.base_url, service.customers[0].id), "--period", "last-month")
    assert code == 0
    created = [row[0] for row in rows_in(target)[ListKind.INCOMING] if row[0]]
    assert len(created) > 10
    assert created == sorted(created, reverse=True)


def test_a_wrong_password_is_reported_and_sent_once(target: Path, export_here: Here) -> None:
    seen: list[str] = []

    def refuse(request: BaseHTTPRequestHandler) -> None:
        seen.append(request.path)
        request.send_response(401)
        request.send_header("Content-Length", "0")
        request.end_headers()

    with serving(refuse) as base_url:
        arguments: list[str | Path] = [
            target,
            *signed_in(base_url, "M1", "M2"),
            "--from",
            "2025-01-01",
            "--to",
            "2026-10-31",
        ]
        code, out, err = export_here(*arguments, password=b"fel\n")
    assert (code, out) == (4, "")
    assert_plain_swedish(err, "lösenord")
    assert len(seen) == 1
    assert not target.exists()


def test_the_demo_service_refuses_a_wrong_password_too(target: Path, service: DemoService, export_here: Here) -> None:
    code, out, err = export_here(target, *signed_in(service.base_url, "M30011"), *OCTOBER, password=b"fel\n")
    assert (code, out) == (4, "")
    assert_plain_swedish(err, "lösenord")
    assert not target.exists()


def test_a_forbidden_office_alone_writes_no_file(target: Path, export_here: Here) -> None:
    with DemoService(latency=(0, 0), forbidden={"M30012"}) as service:
        code, out, err = export_here(target, *signed_in(service.base_url, "M30012"), *OCTOBER)
    assert (code, out) == (5, "")
    assert_plain_swedish(err, "M30012", "403")
    assert not target.exists()


def test_a_forbidden_office_beside_another_is_reported_in_the_file(target: Path, export_here: Here) -> None:
    with DemoService(latency=(0, 0), forbidden={"M30012"}) as service:
        offices = signed_in(service.base_url, "M30011", "M30012=Norrby Sundbyberg")
        code, out, err = export_here(target, *offices, *OCTOBER)
        expected = all_rows(service, date(2026, 10, 1), date(2026, 10, 31))
    assert (code, out) == (3, f"{target}\n")
    assert "Rapporten är inte komplett." in err
    assert "Norrby Sundbyberg" in err
    assert "Traceback" not in err
    about = about_text(target)
    assert "Rapporten är inte komplett." in about
    assert "Saknas | Norrby Sundbyberg, oktober 2026" in about
    incoming = rows_in(target)[ListKind.INCOMING]
    assert 0 < len(incoming) < len(expected[ListKind.INCOMING])
    assert all(row in expected[ListKind.INCOMING] for row in incoming)


def test_a_stopped_server_is_reported(target: Path, export_here: Here) -> None:
    service = DemoService()
    service.start()
    service.stop()
    code, _, err = export_here(target, *signed_in(service.base_url, "M30011"), *OCTOBER)
    assert code == 6
    assert_plain_swedish(err, "Rapporten kunde inte hämtas.")
    assert not target.exists()


def test_a_web_page_instead_of_the_report_is_reported(target: Path, export_here: Here) -> None:
    with serving(answering(b"<!DOCTYPE html><title>Logga in</title>", "text/html")) as base_url:
        code, _, err = export_here(target, *signed_in(base_url, "M30011"), *OCTOBER)
    assert code == 6
    assert_plain_swedish(err, "webbsida")
    assert not target.exists()


def test_a_truncated_body_is_reported(target: Path, export_here: Here) -> None:
    with serving(answering(EMPTY_REPORT, length=len(EMPTY_REPORT) + 10)) as base_url:
        code, _, err = export_here(target, *signed_in(base_url, "M30011"), *OCTOBER)
    assert code == 6
    assert_plain_swedish(err, "Rapporten kunde inte hämtas.")
    assert not target.exists()


@pytest.mark.parametrize("fault", [Reply(body=EMPTY_REPORT, cut_at=5, bad_record=True), OddError("told")])
def test_what_broke_one_office_leaves_the_other_in_the_file(
    fault: Reply | BaseException, target: Path, export_here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record changed on the way over TLS, and an exception that nobody expects, have cost the whole report once."""

    def decode(body: bytes, content_type: str) -> PartResult:
        if isinstance(fault, BaseException) and b"M30012" in body:
            raise fault
        return decode_report(body, content_type)

    def reply(seen: Seen) -> Reply:
        is_faulty = isinstance(fault, Reply) and seen.customer_id == "M30012"
        return fault if is_faulty else report(tips=[tip(seen.customer_id, "2026-10-05T12:00:00+02:00")])  # type: ignore[return-value]

    monkeypatch.setattr(report_sender, "decode_report", decode)
    with trust_local_authority(target.parent), FaultServer(reply, make_local_tls_context()) as server:
        code, _, err = export_here(target, *signed_in(server.base_url, "M30011", "M30012"), *OCTOBER)
    assert code == 3
    assert "Rapporten är inte komplett." in err
    assert "Traceback" not in err
    assert "told" not in err
    assert len(rows_in(target)[ListKind.TIPS]) == 1


def test_a_refused_login_decides_the_exit_code(target: Path, export_here: Here) -> None:
    def refuse(request: BaseHTTPRequestHandler) -> None:
        is_first = "customerId=M1&" in request.path
        request.send_response(403 if is_first else 401)
        request.send_header("Content-Length", "0")
        request.end_headers()

    with serving(refuse) as base_url:
        code, _, _ = export_here(target, *signed_in(base_url, "M1", "M2"), *OCTOBER)
    assert code == 4


def test_mixed_failures_count_as_a_failed_service(target: Path, export_here: Here) -> None:
    def refuse(request: BaseHTTPRequestHandler) -> None:
        request.send_response(403 if "customerId=M1&" in request.path else 404)
        request.send_header("Content-Length", "0")
        request.end_headers()

    with serving(refuse) as base_url:
        code, _, _ = export_here(target, *signed_in(base_url, "M1", "M2"), *OCTOBER)
    assert code == 6


def test_an_existing_file_is_kept_and_nothing_is_fetched(target: Path, export_here: Here) -> None:
    asked: list[str] = []

    def handle(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        answering(EMPTY_REPORT)(request)

    target.write_bytes(b"mine")
    with serving(handle) as base_url:
        code, out, err = export_here(target, *signed_in(base_url, "M30011"), *OCTOBER)
        assert (code, out, asked) == (7, "", [])
        assert_plain_swedish(err, "finns redan en fil")
        assert "--overwrite" in err
        assert target.read_bytes() == b"mine"
        words: list[str | Path] = [target, *signed_in(base_url, "M30011"), *OCTOBER, "--overwrite", "--quiet"]
        assert export_here(*words) == (0, "", "")
    assert len(calamine_rows(target, "Tips")[0]) == 27
    assert list(target.parent.iterdir()) == [target]


def test_a_missing_folder_is_reported_before_the_fetch(tmp_path: Path, export_here: Here) -> None:
    code, _, err = export_here(tmp_path / "borta" / "r.xlsx", "--demo", "--period", "today")
    assert code == 7
    assert_plain_swedish(err, "finns inte")


@pytest.mark.parametrize(
    ("line", "password"),
    [
        ("lösen:ord å€😀\nmer\n".encode(), "lösen:ord å€😀"),
        ("lösen:ord å\r\n".encode(), "lösen:ord å"),
        (b" blank \n", " blank "),
        ("\ufeffmed märke".encode(), "med märke"),
        (b"a\n", "a"),
        (codecs.BOM_UTF16_LE + "lösen å€😀Ċ\r\nmer\n".encode("utf-16-le"), "lösen å€😀Ċ"),
        (codecs.BOM_UTF16_BE + "lösen\n".encode("utf-16-be"), "lösen"),
        (codecs.BOM_UTF16_LE + "lösen".encode("utf-16-le"), "lösen"),
    ],
)
def test_the_password_is_the_first_line_of_standard_input(
    quick_target: Path, line: bytes, password: str, export_here: Here
) -> None:
    given: list[str] = []

    def handle(request: BaseHTTPRequestHandler) -> None:
        given.append(base64.b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode())
        answering(EMPTY_REPORT)(request)

    with serving(handle) as base_url:
        arguments: list[str | Path] = [
            quick_target,
            *signed_in(base_url, "M30011", user="åsa norrby"),
            *OCTOBER,
            "--no-comparison",
        ]
        code, _, err = export_here(*arguments, password=line)
    assert code == 0, err
    assert given == [f"åsa norrby:{password}"]
    assert "Osynliga tecken" not in err


@pytest.mark.parametrize("line", ["\u200bhemligt\n", "hemligt\ufeff\r\n", "hemligt\t\r\n", "\ufeff\u2060hemligt\u2028"])
def test_invisible_characters_around_a_password_go_and_it_is_said(
    quick_target: Path, line: str, export_here: Here
) -> None:
    given: list[str] = []

    def handle(request: BaseHTTPRequestHandler) -> None:
        given.append(base64.b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode())
        answering(EMPTY_REPORT)(request)

    with serving(handle) as base_url:
        user = signed_in(base_url, "M30011", user="\u200bnorrby\n")
        code, _, err = export_here(quick_target, *user, *OCTOBER, "--no-comparison", password=line.encode())
    assert (code, given) == (0, ["norrby:hemligt"])
    assert "Osynliga tecken" in err


@pytest.mark.parametrize(
    ("user", "words"), [("åsa:norrby", "inte innehålla kolon"), ("åsa\tnorrby", "innehåller ett styrtecken")]
)
def test_a_user_name_that_cannot_be_sent_is_a_usage_error(
    target: Path, user: str, words: str, export_here: Here
) -> None:
    sign_in = signed_in("http://127.0.0.1:9", "M30011", user=user)
    code, _, err = export_here(target, *sign_in, *OCTOBER, password=b"hemligt\n")
    assert code == 2
    assert words in err


def test_two_offices_in_one_id_are_asked_about(target: Path, export_here: Here) -> None:
    sign_in = signed_in("http://127.0.0.1:9", "M30011 och M30012")
    code, _, err = export_here(target, *sign_in, *OCTOBER, password=b"hemligt\n")
    assert code == 2
    assert "flera skiljs med komma" in err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"", "Inget lösenord"),
        (b"\n", "Inget lösenord"),
        ("\ufeff\u200b\n".encode(), "Inget lösenord"),
        (b"\xe5\n", "UTF-8"),
        (codecs.BOM_UTF16_LE + b"a", "UTF-8"),
        (b"hem\tligt\n", "styrtecken"),
        ("hemligt\n".encode("utf-16-le"), "styrtecken"),
    ],
)
def test_an_unreadable_password_is_a_usage_error(target: Path, line: bytes, words: str, export_here: Here) -> None:
    code, _, err = export_here(target, *signed_in("http://127.0.0.1:9", "M30011"), *OCTOBER, password=line)
    assert code == 2
    assert words in err
    assert not target.exists()


def test_a_usage_error_names_the_help_option(target: Path) -> None:
    code, out, err = export(target, "--demo", "--period", "sometime")
    assert (code, out) == (2, "")
    assert_plain_swedish(err, "Perioden ”sometime” finns inte", "vitec-desktop export --help")


@pytest.fixture
def heeds_interrupts() -> Iterator[None]:
    """Let processes started in the block receive Ctrl+C, even if the tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupt(process: "subprocess.Popen[bytes]") -> str:
    """Send Ctrl+C; return what the process writes to standard error."""
    process.send_signal(signal.SIGINT)
    try:
        return process.communicate(timeout=LONGEST_WAIT)[1].decode()
    finally:
        process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="a test cannot press Ctrl+C there")
@pytest.mark.usefixtures("heeds_interrupts")
def test_ctrl_c_during_a_hanging_read_leaves_no_file(target: Path) -> None:
    was_asked, may_end = threading.Event(), threading.Event()

    def hang(request: BaseHTTPRequestHandler) -> None:
        was_asked.set()
        may_end.wait(HANG)

    with serving(hang) as base_url, start(target, *signed_in(base_url, "M30011"), *OCTOBER) as process:
        assert process.stdin
        process.stdin.write(b"norrby\n")
        process.stdin.flush()
        assert was_asked.wait(LONGEST_WAIT)
        err = interrupt(process)
        may_end.set()
    assert process.returncode == 130
    assert_plain_swedish(err, "Avbrutet")
    assert list(target.parent.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a test cannot press Ctrl+C there")
@pytest.mark.usefixtures("heeds_interrupts")
def test_ctrl_c_while_waiting_for_the_password_ends_at_once(target: Path) -> None:
    with start(target, *signed_in("http://127.0.0.1:9", "M30011"), *OCTOBER) as process:
        wait_until_it_reads(process)
        err = interrupt(process)
    assert process.returncode == 130
    assert_plain_swedish(err, "Avbrutet")


def wait_until_it_reads(process: "subprocess.Popen[bytes]") -> None:
    """Send the first letter of the password, and wait until the process has read it and so waits for the rest."""
    import fcntl
    import termios

    pipe = process.stdin
    assert pipe
    pipe.write(b"n")
    pipe.flush()
    wait_until(lambda: not any(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4))))


class MemoryKeyring(KeyringBackend):
    """A working keyring for one test."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.passwords: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.passwords.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.passwords[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.passwords[service, username]


@pytest.fixture
def memory_keyring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    ring = MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def saved_connection(profile: Path, base_url: str, name: str = "Norrby Mäkleri", id_: str = "abc") -> Connection:
    connection = Connection(id_, name, "demo", (Office("M30011", "Norrby Solna"),), base_url)
    ConnectionFile(profile / "connections.json").save(connection)
    return connection


@pytest.mark.parametrize("name", ["Norrby Mäkleri", "norrby mäkleri"])
def test_a_saved_connection_is_fetched_with_its_password_from_the_keyring(
    target: Path,
    tmp_path_factory: pytest.TempPathFactory,
    service: DemoService,
    memory_keyring: MemoryKeyring,
    name: str,
) -> None:
    profile = tmp_path_factory.mktemp("profile")
    connection = saved_connection(profile, service.base_url)
    assert CredentialStore().set_password(connection.id, connection.user, service.password).problem is None
    assert run(["export", str(target), "--connection", name, "--profile", str(profile), *OCTOBER, "--quiet"]) == 0
    assert "Norrby Solna | M30011" in about_text(target)
    assert calamine_rows(target, "Mötesblad")[0][0] == "Norrby Mäkleri"
    assert len(rows_in(target)[ListKind.INCOMING]) > 10


def test_a_password_missing_in_the_keyring_is_reported(
    target: Path, tmp_path: Path, memory_keyring: MemoryKeyring, capsys: pytest.CaptureFixture[str]
) -> None:
    saved_connection(tmp_path, "http://127.0.0.1:9")
    words = ["export", str(target), "--connection", "Norrby Mäkleri", "--profile", str(tmp_path), *OCTOBER]
    assert run([*words, "--language", "sv"]) == 4
    assert_plain_swedish(capsys.readouterr().err, "finns inte i datorns nyckelring")


def test_a_computer_without_a_keyring_is_reported(target: Path, tmp_path: Path) -> None:
    saved_connection(tmp_path, "http://127.0.0.1:9")
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    words: list[str | Path] = [target, "--connection", "Norrby Mäkleri", "--profile", tmp_path, *OCTOBER]
    code, _, err = export(*words, env=environment)
    assert code == 4
    assert_plain_swedish(err, "”Norrby Mäkleri”", "ingen nyckelring")


def test_an_unknown_connection_is_reported_with_the_known_ones(target: Path, tmp_path: Path, export_here: Here) -> None:
    words: list[str | Path] = [target, "--connection", "Solna", "--profile", tmp_path, *OCTOBER]
    code, _, err = export_here(*words)
    assert code == 2
    assert "Ingen anslutning har sparats" in err
    saved_connection(tmp_path, "http://127.0.0.1:9")
    code, _, err = export_here(*words)
    assert code == 2
    assert_plain_swedish(err, "Anslutningen ”Solna” finns inte. De som finns: ”Norrby Mäkleri”.")


def test_two_connections_of_one_name_are_a_usage_error(target: Path, tmp_path: Path, export_here: Here) -> None:
    saved_connection(tmp_path, "http://127.0.0.1:9", id_="a")
    saved_connection(tmp_path, "http://127.0.0.1:9", id_="b")
    code, _, err = export_here(target, "--connection", "Norrby Mäkleri", "--profile", tmp_path, *OCTOBER)
    assert code == 2
    assert_plain_swedish(err, "Flera anslutningar heter")


def test_a_zip_has_csv_files_and_an_info_text(tmp_path: Path, service: DemoService, export_here: Here) -> None:
    target = tmp_path / "rapport å.zip"
    code, out, err = export_here(target, *signed_in(service.base_url, "M30011"), *OCTOBER)
    assert (code, out) == (0, f"{target}\n")
    assert "Skriver CSV-filerna:" in err
    with ZipFile(target) as archive:
        assert archive.namelist() == ["Inkommande leads.csv", "Utgående leads.csv", "Tips.csv", "Om rapporten.txt"]
        text = archive.read("Tips.csv").decode("utf-8-sig")
    assert text.startswith("Skapat;Status;Rubrik;")
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_an_incomplete_zip_says_so_in_its_info_text(tmp_path: Path, export_here: Here) -> None:
    target = tmp_path / "r.zip"
    with DemoService(latency=(0, 0), forbidden={"M30012"}) as service:
        customers = ("M30011", "M30012")
        code, _, err = export_here(target, *signed_in(service.base_url, *customers), *OCTOBER)
    assert code == 3
    assert "403" in err
    with ZipFile(target) as archive:
        about = archive.read("Om rapporten.txt").decode("utf-8-sig")
    assert "Rapporten är inte komplett." in about
    assert "M30012" in about


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({"createdAt": "/Date(1)/", "tip": {"id": "t1", "title": "Säljtips"}}, "Säljtips"),
        ({"CreatedAt": "2026-10-05T12:00:00+02:00", "Tip": {"Id": "t1", "Title": "Säljtips"}}, "Säljtips"),
        ({"$ref": "1"}, None),
        (None, None),
    ],
)
def test_an_unreadable_row_is_shown_counted_and_makes_the_report_incomplete(
    target: Path, export_here: Here, row: object, shown: str | None
) -> None:
    body = json.dumps({"incomingLeads": [], "outgoingLeads": [], "tips": [row]}).encode()
    with serving(answering(body)) as address:
        code, out, err = export_here(target, *signed_in(address, "M30011"), *OCTOBER)
    assert (code, out) == (3, f"{target}\n")
    assert "Rapporten är inte komplett. 1 rad innehöll något oläsligt." in err
    assert "M30011" in err
    assert "Tips: 1" in err
    if shown:
        [cells] = rows_in(target)[ListKind.TIPS]
        assert shown in cells


@pytest.mark.parametrize("name", ["r.xlsx", "r.zip"])
def test_an_anonymised_export_leaves_out_contacts_and_messages(
    tmp_path: Path, service: DemoService, name: str, export_here: Here
) -> None:
    target = tmp_path / name
    signed = signed_in(service.base_url, "M30011")
    code, _, _ = export_here(target, *signed, *OCTOBER, "--anonymise")
    assert code == 0
    rows = service.rows(date(2026, 10, 1), date(2026, 10, 31))
    with ZipFile(target) as archive:
        text = "\n".join(archive.read(part).decode("utf-8") for part in archive.namelist())
    contacts = [row.contact for some in rows.values() for row in some if row.contact]
    assert len(contacts) > 20
    assert not [contact for contact in contacts if contact.id and contact.id in text]
    assert "Utan kontakter, meddelanden och id" in text
    assert "Meddelande" not in text.replace("meddelanden", "")
