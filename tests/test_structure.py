"""Which folder may import which, and what is loaded before the first window."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.helpers.source_code import MODULES, PACKAGE, nodes, parse
from tests.helpers.waiting import LONGEST_WAIT

FOR_ALL = {"brief_struct", "resources", "version"}
"""Modules that need nothing of ours: every folder may use them."""

MAY_IMPORT: Mapping[str, set[str]] = {
    "resources": set(),
    "version": set(),
    "brief_struct": set(),
    "webservice": set(),
    "storage": set(),
    "accounts": {"storage"},
    "report": {"webservice"},
    "archive": {"report", "webservice", "accounts", "storage"},
    "demo": {"webservice"},
    "export": {"archive", "report", "webservice", "storage"},
    "schedule": {"report", "webservice", "accounts", "storage"},
    "fetch_and_export": {"export", "report", "webservice"},
    "cli": {
        "fetch_and_export", "export", "archive", "schedule", "demo", "report", "webservice", "accounts", "storage",
    },
    "qt_application": set(),
    "ui": set(),
    "ui/theme": set(),
    "ui/widgets": {"ui/theme", "report"},
    "ui/common": {"ui/widgets", "ui/theme", "report", "webservice", "storage"},
    "ui/startup": {"ui/common", "ui/widgets", "ui/theme", "storage"},
    "ui/charts": {"ui/widgets", "ui/theme", "report"},
    "ui/help": {"ui/common", "ui/widgets", "ui/theme", "report"},
    "ui/table": {"ui/common", "ui/widgets", "ui/theme", "report", "webservice"},
    "ui/connections": {
        "ui/common", "ui/widgets", "ui/theme", "schedule", "demo", "report", "webservice", "accounts", "storage",
    },
    "ui/fetch": {"ui/connections", "ui/common", "ui/widgets", "ui/theme", "archive", "report", "webservice"},
    "ui/export": {"ui/table", "ui/common", "ui/widgets", "ui/theme", "export", "report", "webservice"},
    "ui/schedule": {
        "ui/fetch", "ui/connections", "ui/common", "ui/widgets", "ui/theme", "schedule", "report", "webservice",
        "accounts", "storage",
    },
    "ui/archive": {
        "ui/fetch", "ui/connections", "ui/table", "ui/common", "ui/widgets", "ui/theme", "export", "archive", "report",
        "webservice", "accounts", "storage",
    },
    "ui/overview": {
        "ui/charts", "ui/fetch", "ui/connections", "ui/table", "ui/common", "ui/widgets", "ui/theme", "report",
        "webservice",
    },
    "ui/window": {
        "ui/archive", "ui/overview", "ui/export", "ui/schedule", "ui/fetch", "ui/connections", "ui/table", "ui/help",
        "ui/startup", "ui/common", "ui/widgets", "ui/theme", "export", "schedule", "report", "webservice", "accounts",
        "storage",
    },
    "app": {
        "ui/window", "ui/archive", "ui/connections", "ui/common", "ui/theme", "qt_application", "cli",
        "fetch_and_export", "archive", "schedule", "report", "webservice", "accounts", "storage",
    },
    "headless_demo": {"app", "ui/window", "ui/fetch", "qt_application", "cli", "export", "report"},
    "startup": {
        "headless_demo", "app", "ui/window", "ui/startup", "ui/common", "ui/theme", "qt_application", "cli", "report",
        "accounts", "storage",
    },
    "diagnostics": {
        "app", "ui/window", "ui/common", "cli", "export", "archive", "demo", "report", "webservice", "accounts",
    },
    "main": {"startup", "qt_application", "diagnostics", "cli", "report", "webservice"},
    "__main__": {"main"},
    "__init__": set(),
}  # fmt: skip
"""What each folder and top-level module imports, besides itself and `FOR_ALL`. README.md shows the folders."""

FOLDERS = [name for name in MAY_IMPORT if (PACKAGE / name).is_dir()]
WITH_QT = {"app", "startup", "headless_demo", "qt_application", "diagnostics"}
"""What may import Qt, besides the folders of `ui`."""


def folder_of(module: Path) -> str:
    """Return the folder of a module, with its sub-folder below `ui`; for a top-level module its own name."""
    if module.parts[0] == "ui":
        return "/".join(module.parts[:-1])
    return module.parts[0] if len(module.parts) > 1 else module.stem


def imported(module: Path) -> Iterator[str]:
    """Yield the full names of all that a module imports, anywhere in it, for the type checker alone too."""
    for node in nodes(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written out in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def folders_used(module: Path) -> set[str]:
    names = (name.split(".")[1:] for name in imported(module) if name.startswith("vitec_desktop."))
    return {"/".join(parts[:2]) if parts[0] == "ui" else parts[0] for parts in names}


def test_each_folder_imports_what_the_table_says_and_no_more() -> None:
    used: dict[str, set[str]] = {name: set() for name in MAY_IMPORT}
    for module in MODULES:
        own = folder_of(module)
        assert own in MAY_IMPORT, f"{own} is new: say what it may import"
        used[own] |= folders_used(module) - {own} - FOR_ALL
    assert used == MAY_IMPORT


def test_imports_point_downwards_only() -> None:
    rest = dict(MAY_IMPORT)
    while free := {name for name, others in rest.items() if not others & rest.keys()}:
        rest = {name: others for name, others in rest.items() if name not in free}
    assert not rest, "these folders import each other in a circle"


def test_no_module_lies_loose_in_the_user_interface() -> None:
    assert [path.name for path in (PACKAGE / "ui").glob("*.py")] == ["__init__.py"]


def test_the_workbook_writer_stands_alone_with_openpyxl() -> None:
    for module in MODULES:
        names = list(imported(module))
        if module.parts[:2] == ("export", "xlsx"):
            own = [name for name in names if name.startswith("vitec_desktop.export.")]
            assert all(name.startswith("vitec_desktop.export.xlsx.") for name in own), module
        elif folder_of(module) != "diagnostics":
            assert not [name for name in names if name.split(".")[0] == "openpyxl"], module


def test_qt_is_imported_by_the_user_interface_and_the_start_only() -> None:
    for module in MODULES:
        if module.parts[0] != "ui" and folder_of(module) not in WITH_QT:
            assert not [name for name in imported(module) if name.startswith(("PySide6", "shiboken6"))], module


def test_no_property_of_qt_is_set_by_a_keyword_that_begins_with_i() -> None:
    """PySide makes `setInterval` of `interval` by the locale's rules: on a Turkish system it asks for `setİnterval`."""
    for module in MODULES:
        for node in nodes(module):
            if isinstance(node, ast.Call) and re.match("Q[A-Z]", getattr(node.func, "id", "")):
                names = [keyword.arg or "" for keyword in node.keywords]
                assert not [name for name in names if name.startswith("i")], f"{module}:{node.lineno}"


def test_each_module_and_folder_says_what_it_is_for() -> None:
    for module in MODULES:
        assert ast.get_docstring(parse(module)), module


def test_the_readme_shows_every_folder() -> None:
    text = (PACKAGE.parent / "README.md").read_text(encoding="utf-8").partition("\n## The code\n")[2]
    shown = [name.rstrip("/") for name in re.findall(r"^\| `([\w/]+/)`", text, re.MULTILINE)]
    assert sorted(shown) == sorted(name for name in FOLDERS if name != "ui")


def loaded_after(code: str) -> set[str]:
    """The modules that a fresh process has loaded after running `code`."""
    tail = "\nimport sys\nprint('LOADED', *sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code + tail],
        capture_output=True,
        text=True,
        timeout=LONGEST_WAIT,
        encoding="utf-8",
        check=True,
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


@pytest.mark.slow
def test_the_first_window_waits_for_nothing_that_it_does_not_need() -> None:
    code = (
        "from importlib import import_module\n"
        "from vitec_desktop.startup import PRELOAD\n"
        "for name in PRELOAD:\n"
        "    import_module(name)\n"
    )
    loaded = loaded_after(code)
    assert "vitec_desktop.app" in loaded
    assert not loaded & {"httpx", "asyncio", "ssl", "openpyxl", "keyring", "importlib.metadata", "cryptography"}
    later = ("vitec_desktop.demo", "vitec_desktop.report.statistics", "vitec_desktop.archive")
    assert not [name for name in loaded if name.startswith(later)]


def test_before_the_first_paint_only_the_placeholder_is_loaded() -> None:
    loaded = loaded_after("import vitec_desktop.startup")
    assert "vitec_desktop.ui.startup.placeholder" in loaded
    assert not loaded & {"msgspec", "xml.etree.ElementTree", "zoneinfo", "PySide6.QtSvg", "PySide6.QtNetwork"}
    own = {name for name in loaded if name.startswith("vitec_desktop.") and name.count(".") == 1}
    folders = ("cli", "qt_application", "report", "resources", "startup", "storage", "ui")
    assert own <= {f"vitec_desktop.{name}" for name in folders}
    assert "vitec_desktop.ui.window.window_controller" not in loaded
    assert not loaded & {"vitec_desktop.ui.theme.theme", "vitec_desktop.report.formatting"}
