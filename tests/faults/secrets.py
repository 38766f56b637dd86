"""Marked secrets are fed through every path of the program, and then looked for wherever it may have written."""

import base64
import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from tests.connect.fault_server import FaultServer, Reply, Seen
from tests.faults.program import make_profile, started
from tests.faults.row import Bench, Fault, Observed
from tests.faults.scene import PASSWORD, USER, VASASTAN

_GROUP = "secrets"
_MARK = "Xq7Zk"
_NAMES = tuple(f"{first} {_MARK}{last}" for first, last in (("Cecilia", "Larsson"), ("Bo", "Ek"), ("Åsa", "Öberg")))
_MESSAGE = f"Hej {_MARK}, vi vill sälja vår villa på Storgatan 5."
_TOKEN = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
_SECRETS = (_MARK, PASSWORD, "Cecilia Larsson", "Storgatan", _TOKEN, "Basic ", "Authorization")
_ROWS_A_LIST = 30


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


def _good(day: str, rows_a_list: int = _ROWS_A_LIST) -> Reply:
    rows = _rows(day, rows_a_list)
    return Reply(body=json.dumps({"incomingLeads": rows, "outgoingLeads": rows, "tips": rows}).encode())


def _bad(day: str) -> Sequence[Reply]:
    """Answers that go wrong with the secrets in them."""
    whole = _good(day).body
    spoilt = whole.replace(b'"createdAt"', b'"createdAt": 5, "x"', 2).replace(b"villa", b"v\xffilla", 3)
    return (
        Reply(body=spoilt),
        Reply(body=whole[:-200]),
        Reply(body=whole.replace(b'"tips": [', b'"tips": {"a": [') + b"}"),
        Reply(body=b"<html>" + _MESSAGE.encode() + b"</html>", content_type="text/html"),
        Reply(body=f"<R><Tips><T>{_MESSAGE}</T>".encode() + b"</U></R>", content_type="application/xml"),
        Reply(302, headers={"Location": f"https://anna:{PASSWORD}@login.example.se/?token={_TOKEN}"}),
        Reply(500, _MESSAGE.encode()),
        Reply(503, _MESSAGE.encode(), headers={"X-Person": _MARK}),
        Reply(400, f"<html>{_MESSAGE}</html>".encode(), content_type="text/html"),
        Reply(403, _MESSAGE.encode()),
        Reply(body=whole, cut_at=500),
        Reply(401, _MESSAGE.encode()),
    )


def _every_path(bench: Bench) -> Observed:
    rounds = len(_bad(""))
    current = 0

    def script(seen: Seen) -> Reply:
        day = seen.window[0][:10]
        if seen.customer_id == VASASTAN.id:
            return _bad(day)[current]
        return _good(day)

    temp, exports, errors = (bench.folder / name for name in ("temp", "exports", "errors.txt"))
    temp.mkdir()
    exports.mkdir()
    copied: list[str] = []
    with FaultServer(script) as server:
        profile = make_profile(bench, server.base_url)
        with started(profile, temp, errors) as program:
            assert program.told() == "open"
            for current in range(rounds):  # noqa: B007 (the script reads it)
                program.ask("fetch")
                state = program.wait_for(lambda state: not state["is_fetching"] and state["notice"])
                if not state["is_complete"]:
                    program.ask("details")
                    copied.append(program.ask("copy"))
                    program.ask("leave the dialog")
            program.ask(f"search={_NAMES[0]}")
            program.ask(f"export={exports / 'Rapport.xlsx'}")
            program.wait_for(lambda state: not state["is_exporting"])
            program.ask(f"export={bench.folder / 'nowhere' / f'{_NAMES[0]}.xlsx'}")
            program.wait_for(lambda state: not state["is_exporting"])
            program.ask("save a connection")
            for act in ("break", "break a job"):
                program.ask(act)
                program.wait_for(lambda state: state["dialogs"])
                copied.append(program.ask("copy"))
                program.ask("leave the dialog")
            program.ask("close")
            assert program.process.wait(30) == 0
    _check_the_paths_were_gone(profile, copied, exports, rounds)
    places = [*_written(profile), *_written(temp), errors.read_bytes(), *(text.encode() for text in copied)]
    found = sum(_holds(place, secret) for place in places for secret in _SECRETS)
    assert not found, [secret for secret in _SECRETS for place in places if _holds(place, secret)]
    note = f"{len(_SECRETS)} secrets in {len(places)} files and copied texts"
    return Observed("", None, "nothing of them anywhere", figures={"secrets found": found}, note=note)


def _killed_in_an_export(bench: Bench) -> Observed:
    """No name lies in the temp folder, and what lies beside the target is gone after the next start.

    What is in use by a program that runs, stays.
    """
    temp, exports = bench.folder / "temp", bench.folder / "exports"
    temp.mkdir()
    exports.mkdir()
    with FaultServer(lambda seen: _good(seen.window[0][:10], rows_a_list=600)) as server:
        profile = make_profile(bench, server.base_url)
        with started(profile, temp) as program:
            assert program.told() == "open"
            program.ask("fetch")
            program.wait_for(lambda state: not state["is_fetching"] and state["rows"])
            program.ask(f"export={exports / 'Rapport.xlsx'}")
            deadline = time.monotonic() + 30
            while not _is_half_way(temp, exports):
                assert time.monotonic() < deadline
                time.sleep(0.005)
            program.process.kill()
            program.process.wait(30)
    assert not _secrets_in(temp)
    [left] = exports.iterdir()
    assert left.name.startswith("~")
    long_ago = time.time() - 600
    for path in (*temp.iterdir(), left):
        os.utime(path, (long_ago, long_ago))
    with ExitStack() as programs:
        others = ("second profile", "third profile") if bench.strength.is_full else ("second profile",)
        for name in others:
            program = programs.enter_context(started(bench.folder / name, temp))
            assert program.told() == "open"
            program.wait_for(lambda state: state["is_visible"] and not left.exists())
        assert len([folder for folder in temp.iterdir() if "passing" in folder.name]) == len(others)
    note = "none in the temp folder; 1 half-written file beside the target, 0 after the next start"
    return Observed("", None, "no names left after the next start", note=note)


def _is_half_way(temp: Path, exports: Path) -> bool:
    """The rows of several sheets are on their way."""
    return len(list(temp.rglob("openpyxl*"))) > 1 and any(exports.iterdir())


def _secrets_in(folder: Path) -> int:
    """How many files hold one."""
    with suppress(OSError):
        return sum(any(_holds(place, secret) for secret in _SECRETS) for place in _written(folder))
    return 0


def _check_the_paths_were_gone(profile: Path, copied: Sequence[str], exports: Path, rounds: int) -> None:
    """What is not there could also be missing because nothing happened."""
    log = (profile / "logs" / "vitec-desktop.log").read_text()
    assert log.count("fetch ended") == rounds
    for word in ("SignInRefused()", "ServiceDown(status=503)", "export saved", "export failed", "connection saved"):
        assert word in log, (word, log)
    assert "unexpected: " in log
    assert "RuntimeError" in log
    assert "KeyError" in log
    assert len(copied) >= rounds
    assert _holds((exports / "Rapport.xlsx").read_bytes(), "xl/")
    assert (profile / "settings.json").exists()


def _written(folder: Path) -> Iterator[bytes]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.read_bytes() + str(path).encode()


def _holds(place: bytes, secret: str) -> bool:
    return any(secret.encode(encoding) in place for encoding in ("utf-8", "utf-16-le", "latin-1"))


FAULTS = (
    Fault(
        _GROUP,
        "fed through every path, errors and tracebacks too",
        _every_path,
        "",
        None,
        "nothing of them anywhere",
    ),
    Fault(_GROUP, "killed in mid-export", _killed_in_an_export, "", None, "no names left after the next start"),
)
