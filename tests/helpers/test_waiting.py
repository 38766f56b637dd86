"""How long tests wait: long enough for every machine, by one number, and not for ever."""

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers import waiting
from tests.helpers.qt_bot import QT_WAITS

TESTS = Path(__file__).parents[1]


def test_a_process_that_prints_nothing_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", "print('first', flush=True); import time; time.sleep(600)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert waiting.read_line(process) == "first\n"
        monkeypatch.setattr(waiting, "LONGEST_WAIT", 0.01)
        assert waiting.read_line(process) == ""
        assert process.wait() != 0


def test_every_wait_of_pytest_qt_is_a_long_one(qtbot: QtBot) -> None:
    for name, method in inspect.getmembers(QtBot, inspect.isfunction):
        if not name.startswith("_") and "timeout" in inspect.signature(method).parameters:
            limit = inspect.signature(getattr(qtbot, name)).parameters["timeout"].default
            assert limit == 1000 * waiting.LONGEST_WAIT, name
            assert name in QT_WAITS


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    """The tests that say how long they wait, or wait by pytest-qt elsewhere than after `with`, by their paths."""
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(TESTS.rglob("*.py"))}
    managers = "|".join(name for name in QT_WAITS if name != "waitUntil")
    is_of_interest = re.compile(
        rf"timeout=|\.(wait|join|settimeout)\(\s*[\d.]|^(?!\s*with\b).*\.({managers})\(", re.MULTILINE
    )
    found = {path: text for path, text in sources.items() if is_of_interest.search(text)}
    return {path.relative_to(TESTS).as_posix(): ast.parse(text) for path, text in found.items()}


def limits(tree: ast.Module) -> Iterator[tuple[int, float]]:
    """Yield the lines of a module that write down how many seconds they wait at most, and the number."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        given = [word.value for word in node.keywords if (word.arg or "").endswith("timeout")]
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if called in ("wait", "join", "settimeout"):
            given += node.args[:1]
        for value in given:
            if isinstance(value, ast.Constant) and isinstance(value.value, int | float):
                yield node.lineno, float(value.value)


def test_no_test_gives_a_busy_machine_too_few_seconds(trees: dict[str, ast.Module]) -> None:
    """A wait for less than a second is meant to end without what it waits for; others are `LONGEST_WAIT` at least."""
    found = [(f"{name}:{line}", limit) for name, tree in trees.items() for line, limit in limits(tree)]
    assert len(found) > 20
    too_short = [place for place, limit in found if 1 <= limit < waiting.LONGEST_WAIT]
    assert not too_short, f"use LONGEST_WAIT: {', '.join(too_short)}"


def test_no_wait_of_pytest_qt_has_a_limit_of_its_own_or_is_thrown_away(trees: dict[str, ast.Module]) -> None:
    """`waitExposed(window)` alone waits for nothing: it is a context manager."""
    for name, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in QT_WAITS:
                assert "timeout" not in [word.arg for word in node.keywords], f"{name}:{node.lineno}"
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                called = node.value.func
                if isinstance(called, ast.Attribute) and called.attr in QT_WAITS:
                    assert called.attr == "waitUntil", f"{name}:{node.lineno}"
