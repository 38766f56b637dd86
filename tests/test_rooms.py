"""The layout is the architecture: who may import whom, and no file that has grown too long to be read."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import vitec_desktop

PACKAGE = Path(vitec_desktop.__file__).parent
ROOMS = ("connect", "report", "export", "accounts", "demo", "schedule", "ui", "command")
FOR_ALL = {"resources", "version"}
"""Modules of the top level that need nothing of ours: any room may use them."""

MAY_IMPORT: Mapping[str, set[str]] = {
    "resources": set(),
    "version": set(),
    "connect": set(),
    "accounts": set(),
    "report": {"connect"},
    "demo": {"connect"},
    "export": {"report", "connect"},
    "schedule": {"connect", "report", "accounts"},
    "ui": {"connect", "report", "export", "accounts", "demo", "schedule"},
    "job": {"connect", "report", "export"},
    "command": {"connect", "report", "export", "accounts", "demo", "schedule", "job"},
    "self_test": {"connect", "report", "accounts", "command", "self_test_step", "self_test_window"},
    "self_test_window": {"connect", "report", "export", "demo", "ui", "app", "self_test_step"},
    "self_test_step": set(),
    "app": {"connect", "report", "accounts", "schedule", "command", "job", "ui"},
    "without_display": {"connect", "report", "export", "command", "ui", "app"},
    "start": {"accounts", "export", "command", "ui", "app", "without_display"},
    "cli": {"connect", "report", "command", "start", "self_test"},
    "__main__": {"command", "start", "cli"},
    "__init__": set(),
}
WITH_QT = {"ui", "app", "start", "without_display", "self_test_window"}
LONGEST = 300

MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py") if "_resources" not in path.parts)


def room(module: Path) -> str:
    """The room a module stands in, or its own name where it stands in none."""
    return module.parts[0] if len(module.parts) > 1 else module.stem


def imported(module: Path) -> Iterator[str]:
    """The full names of everything that a module imports, anywhere in it, for the type checker alone too."""
    for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written out in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_used(module: Path) -> set[str]:
    names = (name.split(".") for name in imported(module))
    return {parts[1] for parts in names if parts[0] == "vitec_desktop" and len(parts) > 1}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_an_import_points_only_inwards(module: Path) -> None:
    own = room(module)
    assert own in MAY_IMPORT, f"{own} is a new room: say what it may import"
    assert rooms_used(module) - {own} - FOR_ALL <= MAY_IMPORT[own]


def test_no_two_rooms_need_each_other() -> None:
    pairs = [(one, other) for one, others in MAY_IMPORT.items() for other in others if one in MAY_IMPORT[other]]
    assert pairs == []


@pytest.mark.parametrize("module", [path for path in MODULES if room(path) not in WITH_QT], ids=str)
def test_qt_stays_in_the_window_s_room(module: Path) -> None:
    assert not [name for name in imported(module) if name.startswith(("PySide6", "shiboken6"))]


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_can_be_read_in_one_go(module: Path) -> None:
    lines = len((PACKAGE / module).read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST


@pytest.mark.parametrize("name", ROOMS)
def test_each_room_says_what_it_is_for(name: str) -> None:
    assert ast.get_docstring(ast.parse((PACKAGE / name / "__init__.py").read_text(encoding="utf-8")))


@pytest.mark.parametrize("module", [path for path in MODULES if path.name != "__init__.py"], ids=str)
def test_each_module_begins_with_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(ast.parse((PACKAGE / module).read_text(encoding="utf-8")))


def loaded_after(code: str) -> set[str]:
    """The modules that a fresh process has loaded after running `code`."""
    tail = "\nimport sys\nprint('LOADED', *sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code + tail], capture_output=True, text=True, timeout=60, encoding="utf-8", check=True
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("LOADED"))
    return set(line.split()[1:])


@pytest.mark.parametrize(
    "code",
    [
        "import vitec_desktop.cli",
        "from vitec_desktop.cli import run\nassert run(['export', '--help']) == 0",
        "from vitec_desktop.cli import run\nassert run(['--version']) == 0",
    ],
)
def test_the_command_line_loads_no_qt(code: str) -> None:
    loaded = loaded_after(code)
    assert "vitec_desktop.cli" in loaded
    assert not [name for name in loaded if name.startswith(("PySide6", "shiboken6", "vitec_desktop.ui"))]


def test_the_first_window_waits_for_nothing_that_it_does_not_need() -> None:
    """What takes long to import is imported when it is first used."""
    loaded = loaded_after("import vitec_desktop.app")
    assert "PySide6.QtWidgets" in loaded
    assert not loaded & {"httpx", "asyncio", "openpyxl", "keyring", "tenacity", "vitec_desktop.demo.service"}


def test_before_the_window_is_painted_its_ground_alone_is_loaded() -> None:
    loaded = loaded_after("import vitec_desktop.start")
    assert "vitec_desktop.ui.ground" in loaded
    assert not loaded & {"msgspec", "xml.etree.ElementTree", "zoneinfo", "PySide6.QtSvg", "PySide6.QtNetwork"}
    own = {name for name in loaded if name.startswith("vitec_desktop.") and name.count(".") == 1}
    assert own <= {f"vitec_desktop.{name}" for name in ("accounts", "command", "report", "resources", "start", "ui")}
    assert not loaded & {"vitec_desktop.ui.assembly", "vitec_desktop.ui.theme.theme", "vitec_desktop.report.texts"}
