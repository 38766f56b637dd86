"""The folder of the packages, and a Windows to test them in.

VITEC_DESKTOP_DIST names the folder that `packaging/build.py --dist` made them in; without it that is `dist/`.
"""

import faulthandler
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from vitec_desktop.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
# The build steps are not part of the program, so they are imported from their folder.
sys.path.insert(0, str(ROOT / "packaging"))

HANG_LIMIT: float = import_module("steps.subprocess_utils").HANG_LIMIT


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "packaging: needs built packages and takes minutes; run with -m packaging")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run tests that need packages only if their mark is selected."""
    if "packaging" in (config.getoption("markexpr") or ""):
        return
    deselected = [item for item in items if item.get_closest_marker("packaging")]
    config.hook.pytest_deselected(items=deselected)
    items[:] = [item for item in items if item not in deselected]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Lift the limit of ten minutes a test from those with packages: on a busy computer packing one takes longer."""
    if item.get_closest_marker("packaging"):
        faulthandler.cancel_dump_traceback_later()  # each Windows program, and each self-test, has `HANG_LIMIT`


@pytest.fixture(scope="session")
def dist() -> Path:
    return Path(os.environ.get("VITEC_DESKTOP_DIST", ROOT / "dist"))


@pytest.fixture(scope="session")
def windows_bundle(dist: Path) -> Path:
    """The frozen folder for Windows."""
    return needed(dist / "windows" / "vitec-desktop", "--windows")


@pytest.fixture(scope="session")
def linux_bundle(dist: Path) -> Path:
    return needed(dist / "vitec-desktop")


@pytest.fixture(scope="session")
def deb(dist: Path) -> Path:
    found = [*dist.glob(f"vitec-desktop_{VERSION}_*.deb")]
    return needed(found[0] if found else dist / f"vitec-desktop_{VERSION}_amd64.deb")


def needed(path: Path, *options: str) -> Path:
    if not path.exists():
        pytest.fail(f"{path} is not there: run python packaging/build.py {' '.join(options)}".rstrip())
    return path


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A new Windows under Wine."""
    new_windows = import_module("steps.wine").new_windows

    with new_windows(tmp_path_factory.mktemp("wine") / "prefix") as wine:
        yield wine
