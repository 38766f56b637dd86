"""The layout is the architecture: who may import whom."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import vitec_desktop

PACKAGE = Path(vitec_desktop.__file__).parent
UI_FOLDERS = (
    "window", "overview", "table", "fetch", "export", "schedule", "connections", "help", "charts", "startup", "common",
    "widgets", "theme",
)  # fmt: skip
FOLDERS = (
    "diagnostics", "cli", "export", "schedule", "report", "demo", "accounts", "storage", "webservice",
    *(f"ui/{name}" for name in UI_FOLDERS),
)  # fmt: skip
FOR_ALL = {"resources", "version"}
"""Modules of the top level that need nothing of ours: any folder may use them."""

DOMAIN = {"report", "webservice", "storage", "accounts"}
UI_BASE = {"ui/common", "ui/widgets", "ui/theme"}
MAY_IMPORT: Mapping[str, set[str]] = {
    "resources": set(),
    "version": set(),
    "webservice": set(),
    "storage": set(),
    "accounts": {"storage"},
    "report": {"webservice"},
    "demo": {"webservice"},
    "export": {"report", "webservice", "storage"},
    "schedule": {"webservice", "report", "accounts", "storage"},
    "fetch_and_export": {"webservice", "report", "export"},
    "cli": {*DOMAIN, "export", "demo", "schedule", "fetch_and_export"},
    "qt_application": set(),
    "ui/__init__": set(),
    "ui/theme": set(),
    "ui/widgets": {"report", "ui/theme"},
    "ui/common": {*DOMAIN, "ui/widgets", "ui/theme"},
    "ui/startup": {"storage", "ui/common", "ui/widgets", "ui/theme"},
    "ui/charts": {"report", "ui/widgets", "ui/theme"},
    "ui/table": {*DOMAIN, *UI_BASE},
    "ui/connections": {*DOMAIN, *UI_BASE, "demo", "schedule"},
    "ui/fetch": {*DOMAIN, *UI_BASE, "ui/connections"},
    "ui/help": {"report", *UI_BASE},
    "ui/export": {*DOMAIN, *UI_BASE, "export", "ui/table"},
    "ui/overview": {*DOMAIN, *UI_BASE, "ui/charts", "ui/connections", "ui/fetch", "ui/table"},
    "ui/schedule": {*DOMAIN, *UI_BASE, "schedule", "ui/connections", "ui/fetch"},
    "ui/window": {*DOMAIN, *(f"ui/{name}" for name in UI_FOLDERS), "export", "schedule"},
    "diagnostics": {*DOMAIN, "cli", "export", "demo", "app", "ui/common", "ui/window"},
    "app": {
        *DOMAIN,
        "schedule",
        "cli",
        "fetch_and_export",
        "qt_application",
        "ui/common",
        "ui/startup",
        "ui/theme",
        "ui/window",
    },
    "headless_demo": {
        "report",
        "export",
        "cli",
        "app",
        "qt_application",
        "ui/common",
        "ui/fetch",
        "ui/window",
    },
    "startup": {
        "report",
        "storage",
        "export",
        "cli",
        "app",
        "headless_demo",
        "qt_application",
        "ui/common",
        "ui/startup",
        "ui/theme",
        "ui/window",
    },
    "main": {"webservice", "report", "cli", "startup", "diagnostics"},
    "__main__": {"cli", "startup", "main"},
    "__init__": set(),
}
WITH_QT = {"app", "startup", "headless_demo", "qt_application", "diagnostics", *(f"ui/{name}" for name in UI_FOLDERS)}

MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py") if "_resources" not in path.parts)


def room(module: Path) -> str:
    """The folder that a module stands in, with its sub-folder below `ui`, or its own name where it stands in none."""
    if module.parts[0] == "ui":
        return f"ui/{module.parts[1] if len(module.parts) > 2 else module.stem}"
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
    own = (parts[1:] for parts in names if parts[0] == "vitec_desktop" and len(parts) > 1)
    return {"/".join(parts[:2]) if parts[0] == "ui" else parts[0] for parts in own}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_an_import_points_only_inwards(module: Path) -> None:
    own = room(module)
    assert own in MAY_IMPORT, f"{own} is a new room: say what it may import"
    assert rooms_used(module) - {own} - FOR_ALL <= MAY_IMPORT[own]


@pytest.mark.parametrize("module", [module for module in MODULES if module.parts[0] == "export"], ids=str)
def test_the_workbook_writer_stands_alone_with_openpyxl(module: Path) -> None:
    names = list(imported(module))
    if module.parts[1] == "xlsx":
        own = [name for name in names if name.startswith("vitec_desktop.export.")]
        assert all(name.startswith("vitec_desktop.export.xlsx.") for name in own)
    else:
        assert not [name for name in names if name.split(".")[0] == "openpyxl"]


def test_imports_point_downwards_only() -> None:
    rest = {name: others - {name} for name, others in MAY_IMPORT.items()}
    while free := {name for name, others in rest.items() if not others & rest.keys()}:
        rest = {name: others for name, others in rest.items() if name not in free}
    assert not rest, "these folders import each other in a circle"


@pytest.mark.parametrize("module", [path for path in MODULES if room(path) not in WITH_QT], ids=str)
def test_qt_stays_in_the_window_s_room(module: Path) -> None:
    assert not [name for name in imported(module) if name.startswith(("PySide6", "shiboken6"))]


@pytest.mark.parametrize("name", FOLDERS)
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
        "import vitec_desktop.main",
        "from vitec_desktop.main import run\nassert run(['export', '--help']) == 0",
        "from vitec_desktop.main import run\nassert run(['--version']) == 0",
    ],
)
def test_the_command_line_loads_no_qt(code: str) -> None:
    loaded = loaded_after(code)
    assert "vitec_desktop.main" in loaded
    assert not [name for name in loaded if name.startswith(("PySide6", "shiboken6", "vitec_desktop.ui"))]


def test_the_first_window_waits_for_nothing_that_it_does_not_need() -> None:
    """What takes long to import is imported when it is first used."""
    loaded = loaded_after("import vitec_desktop.app")
    assert "PySide6.QtWidgets" in loaded
    assert not loaded & {"httpx", "asyncio", "openpyxl", "keyring", "vitec_desktop.demo.service"}


def test_before_the_window_is_painted_its_ground_alone_is_loaded() -> None:
    loaded = loaded_after("import vitec_desktop.startup")
    assert "vitec_desktop.ui.startup.placeholder" in loaded
    assert not loaded & {"msgspec", "xml.etree.ElementTree", "zoneinfo", "PySide6.QtSvg", "PySide6.QtNetwork"}
    own = {name for name in loaded if name.startswith("vitec_desktop.") and name.count(".") == 1}
    folders = ("cli", "qt_application", "report", "resources", "startup", "storage", "ui")
    assert own <= {f"vitec_desktop.{name}" for name in folders}
    assert "vitec_desktop.ui.window.window_controller" not in loaded
    assert not loaded & {"vitec_desktop.ui.theme.theme", "vitec_desktop.report.formatting"}
