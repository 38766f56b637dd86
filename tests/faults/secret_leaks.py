"""Marked secrets pass through every path of the program; then all that it wrote is searched for them."""

import base64
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence, Set
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path

from tests.faults.case import CannotRun, Env, Fault, Observed
from tests.faults.login import PASSWORD, USER
from tests.faults.program_process import environment_within, make_profile, start_program
from tests.faults.two_offices import SOLNA, VASASTAN
from tests.helpers.fault_server import Reply, Seen
from tests.helpers.forked_python import run_forked
from tests.helpers.secret_search import found_in, patterns_of, text_patterns
from tests.helpers.secret_service import REQUIRED_PROGRAMS, running_secret_service
from tests.helpers.waiting import LONGEST_WAIT
from vitec_desktop.accounts.offices import Office
from vitec_desktop.webservice.date_windows import split_period

_GROUP = "secrets"
_MARK = "Xq7Zk"
_NAMES = tuple(f"{first} {_MARK}{last}" for first, last in (("Cecilia", "Larsson"), ("Bo", "Ek"), ("Åsa", "Öberg")))
_MESSAGE = f"Hej {_MARK}, vi vill sälja vår villa på Storgatan 5."
_TOKEN = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
_SECRETS = (_MARK, PASSWORD, "Cecilia Larsson", "Storgatan", _TOKEN, "Basic ", "Authorization")
_ROWS_PER_LIST = 30
_FIRST_DAY, _LAST_DAY = date(2025, 1, 1), date(2025, 12, 31)


def _rows(day: str, count: int) -> list[dict[str, object]]:
    sender, receiver, contact = _NAMES
    first, last = contact.split()
    return [
        {
            "createdAt": f"{day}T12:00:00+01:00",
            "sender": {"id": "1", "name": sender},
            "receiver": {"id": "2", "name": receiver, "type": "User"},
            "lead": {"id": f"{day}/{number}", "title": f"Från {sender}", "message": _MESSAGE, "state": "New"},
            "tip": {"id": f"{day}/{number}", "title": f"Från {sender}", "message": _MESSAGE, "state": "New"},
            "contact": {"id": "3", "firstName": first, "lastName": last},
        }
        for number in range(count)
    ]


def _normal_reply(day: str, rows_a_list: int = _ROWS_PER_LIST) -> Reply:
    rows = _rows(day, rows_a_list)
    return Reply(body=json.dumps({"incomingLeads": rows, "outgoingLeads": rows, "tips": rows}).encode())


def _bad_replies(day: str) -> Sequence[Reply]:
    """Return replies that fail, with the secrets in them."""
    whole = _normal_reply(day).body
    asked_for_again = (
        Reply(body=whole[:-200]),
        Reply(body=whole, cut_at=500),
        Reply(500, _MESSAGE.encode()),
        Reply(503, _MESSAGE.encode(), headers={"X-Person": _MARK}),
    )
    # The last one ends the fetch.
    return (*asked_for_again, *_bad_replies_without_retry(day), Reply(401, _MESSAGE.encode()))


def _bad_replies_without_retry(day: str) -> Sequence[Reply]:
    """Return the failing replies that are not retried."""
    whole = _normal_reply(day).body
    spoilt = whole.replace(b'"createdAt"', b'"createdAt": 5, "x"', 2).replace(b"villa", b"v\xffilla", 3)
    return (
        Reply(body=spoilt),
        Reply(body=whole.replace(b'"tips": [', b'"tips": {"a": [') + b"}"),
        Reply(body=b"<html>" + _MESSAGE.encode() + b"</html>", content_type="text/html"),
        Reply(body=f"<R><Tips><T>{_MESSAGE}</T>".encode() + b"</U></R>", content_type="application/xml"),
        Reply(302, headers={"Location": f"https://anna:{PASSWORD}@login.example.se/?token={_TOKEN}"}),
        Reply(400, f"<html>{_MESSAGE}</html>".encode(), content_type="text/html"),
        Reply(403, _MESSAGE.encode()),
    )


def _window(env: Env) -> Observed:
    """With the full workload each bad reply has a fetch of its own; else only the last, all others come at once."""
    count = len(_bad_replies(""))
    rounds = [range(number, number + 1) for number in range(count)]
    if not env.workload.is_full:
        rounds = [range(count - 1), range(count - 1, count)]
    offices = tuple(Office(f"M4{number:04}", f"Norrby {number}") for number in range(count))
    current = rounds[0]

    def script(seen: Seen) -> Reply:
        day = seen.window[0][:10]
        number = next((number for number in current if offices[number].id == seen.customer_id), None)
        return _normal_reply(day) if number is None else _bad_replies(day)[number]

    temp, exports, errors = (env.folder / name for name in ("temp", "exports", "errors.txt"))
    temp.mkdir()
    exports.mkdir()
    copied: list[str] = []
    with env.serve(script) as server:
        profile = make_profile(env, server.base_url, offices)
        with start_program(profile, temp, errors) as program:
            assert program.read_answer() == "open"
            for current in rounds:  # noqa: B007 (the script reads it)
                program.send_command("fetch")
                state = program.wait_for(lambda state: not state["is_fetching"] and state["notice"])
                if not state["is_complete"]:
                    program.send_command("details")
                    copied.append(program.send_command("copy"))
                    program.send_command("leave the dialog")
            program.send_command(f"search={_NAMES[0]}")
            program.send_command(f"export={exports / 'Rapport.xlsx'}")
            program.wait_for(lambda state: not state["is_exporting"])
            program.send_command(f"export={env.folder / 'nowhere' / f'{_NAMES[0]}.xlsx'}")
            program.wait_for(lambda state: not state["is_exporting"])
            program.send_command("save a connection")
            program.wait_for(lambda state: not state["is_working"])
            for act in ("break", "break a job"):
                program.send_command(act)
                program.wait_for(lambda state: state["dialogs"])
                copied.append(program.send_command("copy"))
                program.send_command("leave the dialog")
            program.send_command("close")
            assert program.process.wait(LONGEST_WAIT) == 0
    assert {seen.customer_id for seen in server.seen} == {office.id for office in offices}
    _check_coverage(profile, copied, exports, len(rounds))
    exported = set(exports.iterdir())
    places = [*_iter_contents(env.folder, besides=exported), *(text.encode() for text in copied)]
    return _count_secrets(places)


def _command_line(env: Env) -> Observed:
    """Search the output and all files of the command line but the exported one."""
    replies = _bad_replies_without_retry("2025-01-01")
    days = [window.date_from for window in split_period(_FIRST_DAY, _LAST_DAY)]
    assert len(replies) <= len(days)

    def script(seen: Seen) -> Reply:
        place = days.index(seen.window[0])
        is_bad = seen.customer_id == VASASTAN.id and place < len(replies)
        return replies[place] if is_bad else _normal_reply(seen.window[0][:10], rows_a_list=3)

    target = env.folder / "Rapport.zip"
    with env.serve(script) as server, env.serve(lambda _: Reply(401, _MESSAGE.encode())) as refusing:
        # A server with unreadable parts, then a missing folder, then a refused sign-in.
        outputs = [
            _run_export(env, server.base_url, target, 3),
            _run_export(env, server.base_url, target / "x.zip", 7),
            _run_export(env, refusing.base_url, target, 4),
        ]
    assert target.stat().st_size > 1000
    return _count_secrets([*_iter_contents(env.folder, besides={target}), *outputs])


def _run_export(env: Env, base_url: str, target: Path, code: int) -> bytes:
    """Run an export that must end with this exit code; return its output."""
    days = ("--from", _FIRST_DAY.isoformat(), "--to", _LAST_DAY.isoformat())
    ids = (word for customer in (SOLNA, VASASTAN) for word in ("--customer-id", customer.id))
    command = [sys.executable, "-m", "vitec_desktop", "export", str(target), "--base-url", base_url, *ids, *days]
    command += ["--user", USER, "--password-stdin", "--overwrite", "--profile", str(env.folder / "profile")]
    ended = run_forked(command, input=f"{PASSWORD}\n".encode(), env=environment_within(env.folder))
    assert ended.returncode == code, (ended.returncode, ended.stderr)
    return bytes(ended.stdout + ended.stderr)


def _saved_reports(env: Env) -> Observed:
    """Save and list reports, forget a person, erase all; search all files, the log too, and the output after each."""
    if any(shutil.which(program) is None for program in REQUIRED_PROGRAMS):
        raise CannotRun("needs a keyring")
    exported = env.folder / "Rapport.xlsx"
    found: set[str] = set()
    patterns = text_patterns(*_SECRETS[:4], *_NAMES, _MESSAGE)
    searched = 0

    def script(seen: Seen) -> Reply:
        return _normal_reply(seen.window[0][:10], rows_a_list=3)

    with running_secret_service() as keyring, env.serve(script) as server:
        variables = environment_within(env.folder) | keyring.environment

        def run(*words: str, given: str = "") -> bytes:
            """Run a command; look for the secrets, and for the key, in what it printed and left."""
            nonlocal searched
            command = [sys.executable, "-m", "vitec_desktop", *words, "--profile", str(env.folder / "profile")]
            ended = run_forked(command, input=f"{given}\n".encode(), env=variables)
            assert ended.returncode == 0, (words, ended.returncode, ended.stderr)
            for entry in keyring.secrets():
                patterns.update(text_patterns(entry.password), patterns_of(base64.b64decode(entry.password)))
            found.update(found_in(env.folder, patterns, besides={exported}))
            output = bytes(ended.stdout + ended.stderr)
            found.update(f"output of {words[0]}" for pattern in patterns if pattern in output)
            searched += 1
            return output

        run("archive", "enable")
        ids = (word for customer in (SOLNA, VASASTAN) for word in ("--customer-id", customer.id))
        sign_in = ("--base-url", server.base_url, *ids, "--user", USER, "--password-stdin")
        days = ("--from", _FIRST_DAY.isoformat(), "--to", _FIRST_DAY.isoformat(), "--no-comparison", "--overwrite")
        saved = 3 if env.workload.is_full else 1
        for _ in range(saved):
            run("export", str(exported), *sign_in, *days, "--save-report", given=PASSWORD)
        assert len(json.loads(run("archive", "list", "--json"))) == saved
        first_key, *_ = (entry.password for entry in keyring.secrets())
        run("archive", "forget", "-", "--yes", given=_NAMES[2])
        assert first_key not in {entry.password for entry in keyring.secrets()}
        run("archive", "clear", "--yes")
    kept = f"secrets found: {', '.join(sorted(found)) or 'none'}"
    return Observed(None, None, kept, totals={"secrets found": len(found)}, note=f"{searched} searches")


def _count_secrets(places: Sequence[bytes]) -> Observed:
    found = [secret for secret in _SECRETS for place in places if _contains(place, secret)]
    kept = f"secrets found: {', '.join(found) or 'none'}"
    note = f"{len(_SECRETS)} secrets in {len(places)} files and texts"
    return Observed(None, None, kept, totals={"secrets found": len(found)}, note=note)


def _killed_in_export(env: Env) -> Observed:
    """Kill the program during an export: the next start removes the half-written file, but no temp folder in use."""
    temp, exports = env.folder / "temp", env.folder / "exports"
    temp.mkdir()
    exports.mkdir()
    with env.serve(lambda seen: _normal_reply(seen.window[0][:10], rows_a_list=600)) as server:
        profile = make_profile(env, server.base_url)
        with start_program(profile, temp) as program:
            assert program.read_answer() == "open"
            program.send_command("fetch")
            program.wait_for(lambda state: not state["is_fetching"] and state["rows"])
            program.send_command(f"export={exports / 'Rapport.xlsx'}")
            deadline = time.monotonic() + LONGEST_WAIT
            while not _is_half_exported(temp, exports):
                assert time.monotonic() < deadline
                time.sleep(0.005)
            program.process.kill()
            program.process.wait(LONGEST_WAIT)
    in_temp = _count_files_with_secrets(temp)
    [left] = exports.iterdir()
    assert left.name.startswith("~")
    long_ago = time.time() - 600
    for path in (*temp.iterdir(), left):
        os.utime(path, (long_ago, long_ago))
    with ExitStack() as programs:
        others = ("second profile", "third profile") if env.workload.is_full else ("second profile",)
        for name in others:
            program = programs.enter_context(start_program(env.folder / name, temp))
            assert program.read_answer() == "open"
            program.wait_for(lambda state: state["is_visible"] and not left.exists())
        # The temp folder of the killed program is removed last.
        program.wait_for(lambda _: _count_temp_folders(temp) <= len(others))
        assert _count_temp_folders(temp) == len(others)
    left_after = _count_files_with_secrets(exports) + _count_files_with_secrets(temp)
    return Observed(None, None, f"files with secrets: {in_temp} in the temp folder, {left_after} after the next start")


def _is_half_exported(temp: Path, exports: Path) -> bool:
    """Return whether some sheets are written and the export is not finished."""
    return len(list(temp.rglob("openpyxl*"))) > 1 and any(exports.iterdir())


def _count_temp_folders(temp: Path) -> int:
    return sum("passing" in folder.name for folder in temp.iterdir())


def _count_files_with_secrets(folder: Path) -> int:
    """Return how many files contain a secret."""
    with suppress(OSError):
        return sum(any(_contains(place, secret) for secret in _SECRETS) for place in _iter_contents(folder))
    return 0


def _check_coverage(profile: Path, copied: Sequence[str], exports: Path, rounds: int) -> None:
    """Check that every path was taken: otherwise no secret could have leaked."""
    log = (profile / "logs" / "vitec-desktop.log").read_text()
    assert log.count("fetch ended") == rounds
    for word in ("SignInRefused()", "ServiceDown(status=503)", "export saved", "export failed", "connection saved"):
        assert word in log, (word, log)
    assert "unexpected: " in log
    assert "RuntimeError" in log
    assert "KeyError" in log
    assert len(copied) >= rounds
    assert _contains((exports / "Rapport.xlsx").read_bytes(), "xl/")
    assert (profile / "settings.json").exists()


def _iter_contents(folder: Path, besides: Set[Path] = frozenset()) -> Iterator[bytes]:
    for path in folder.rglob("*"):
        if path.is_file() and path not in besides:
            yield path.read_bytes() + str(path).encode()


def _contains(place: bytes, secret: str) -> bool:
    return any(secret.encode(encoding) in place for encoding in ("utf-8", "utf-16-le", "latin-1"))


FAULTS = (
    Fault(
        _GROUP,
        "in the window, its errors and tracebacks",
        _window,
        None,
        None,
        "secrets found: none",
    ),
    Fault(_GROUP, "in saved reports, their key", _saved_reports, None, None, "secrets found: none", is_slow=True),
    Fault(_GROUP, "in the command line", _command_line, None, None, "secrets found: none", is_slow=True),
    Fault(
        _GROUP,
        "killed during an export",
        _killed_in_export,
        None,
        None,
        "files with secrets: 0 in the temp folder, 0 after the next start",
        is_slow=True,
    ),
)
