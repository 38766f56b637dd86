"""Private attributes of libraries that the program uses, each with the test that fails if a release changes it.

The libraries have upper bounds in `pyproject.toml`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.source_code import MODULES, PACKAGE, nodes

DOCUMENTED = {"_exit", "_replace", "_MEIPASS"}
"""Public in spite of their names, in Python's `os` and named tuples and in PyInstaller."""

PARTS = "tests/export/test_package_parts.py"
BOOK = "tests/export/test_workbook.py"
GUARDS = {
    ("export/xlsx/charts.py", "_from"): f"{PARTS}::test_the_elements_of_all_other_parts_are_in_order",
    ("export/xlsx/charts.py", "_write"): f"{PARTS}::test_the_elements_of_each_chart_are_in_order",
    ("export/xlsx/zip_writer.py", "_compresslevel"): f"{PARTS}::test_sheets_are_compressed_as_much_as_they_are_told",
    ("export/xlsx/worksheet.py", "_writer"): f"{BOOK}::test_writing_leaves_no_temp_files",
}


def private_attributes(module: Path) -> Iterator[str]:
    """Yield the private attributes that a module reads of objects whose class it does not define itself."""
    own = {
        name
        for node in nodes(module)
        for name in ([node.attr] if isinstance(node, ast.Attribute) and is_self(node.value) else [])
    }
    for node in nodes(module):
        if isinstance(node, ast.Attribute):
            name, is_own = node.attr, is_self(node.value) or node.attr in own
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "getattr":
            name, is_own = str(getattr(node.args[1], "value", "")), False
        else:
            continue
        if name.startswith("_") and not name.startswith("__") and name not in DOCUMENTED and not is_own:
            yield name


def is_self(node: ast.expr) -> bool:
    """Whether an expression is `self`, `cls` or `super()`."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", "") == "super"
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def test_every_private_attribute_of_a_library_is_listed() -> None:
    assert {(module.as_posix(), name) for module in MODULES for name in private_attributes(module)} == GUARDS.keys()


@pytest.mark.parametrize("guard", sorted(set(GUARDS.values())))
def test_each_has_a_test_that_guards_it(guard: str) -> None:
    path, _, name = guard.partition("::")
    tree = ast.parse((PACKAGE.parent / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
