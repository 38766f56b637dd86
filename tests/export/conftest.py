"""Fixtures of the tests of exported files."""

from pathlib import Path

import pytest

from tests.export.factories import report, write


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of `report()` with every sheet, written once for all tests that only read it."""
    path = tmp_path_factory.mktemp("plain") / "Tips och leads.xlsx"
    write(report(), path)
    return path
