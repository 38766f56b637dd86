"""The program on the accessibility bus of a Linux desktop, as a screen reader gets it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.debian import skip_without
from tests.helpers.waiting import HANG

READER = Path(__file__).with_name("atspi_reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")


def missing_packages() -> str:
    """Return the Debian packages that are missing to read the bus; "" if none is."""
    if not (shutil.which("xvfb-run") and shutil.which("dbus-run-session")):
        return "xvfb, dbus-daemon"
    if not shutil.which("xdotool"):
        return "xdotool"
    if not LAUNCHER.exists():
        return "at-spi2-core"
    program = "import gi; gi.require_version('Atspi', '2.0')"
    has_library = subprocess.run([SYSTEM_PYTHON, "-c", program], capture_output=True, check=False).returncode == 0
    return "" if has_library else "python3-gi, gir1.2-atspi-2.0"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    if missing := missing_packages():
        skip_without(missing)
    home = tmp_path_factory.mktemp("home")
    command = ["xvfb-run", "-a", "dbus-run-session", "--", SYSTEM_PYTHON, str(READER), sys.executable, str(home)]
    # The bus also starts a keyring, which must not be the user's own.
    environment = os.environ | {"HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CACHE_HOME": str(home)}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=HANG, check=False)
    assert ended.returncode == 0, ended.stderr
    result: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return result


def test_the_window_and_every_control_have_names(found: dict[str, Any]) -> None:
    assert found["window"] == ["application", "frame"]
    assert found["nameless"] == []
    assert found["fetch"].endswith("(F5)")


def test_the_beginning_and_the_end_of_a_fetch_are_announced(found: dict[str, Any]) -> None:
    assert found["heard"][0] == "Hämtar rapporten."
    assert found["heard"][-1].startswith("Rapporten är hämtad: ")


def test_an_export_that_fails_and_one_that_succeeds_are_announced(found: dict[str, Any]) -> None:
    assert found["save"]["failed"]
    assert not found["save"]["failed"][0].startswith("Sparad")
    assert found["save"]["saved"][0].startswith("Sparad: Tips och leads ")
    assert {"Excel-arbetsbok", "CSV-filer"} <= set(found["save"]["formats"])


def test_each_cell_has_heading_value_and_position(found: dict[str, Any]) -> None:
    assert found["rows"] > 10
    for row, cells in enumerate(found["cells"]):
        assert [one["headings"] for one in cells] == [["Skapat"], ["Status"], ["Rubrik"], ["Avsändare"]]
        assert all(one["value"] for one in cells)
        assert [one["place"] for one in cells] == [[row, column] for column in range(len(cells))]


def test_the_selected_row_has_the_selected_state(found: dict[str, Any]) -> None:
    assert [one["is_selected"] for one in found["cells"][0]] == [False] * 4
    assert [one["is_selected"] for one in found["cells"][1]] == [True] * 4


@pytest.mark.parametrize("key", ["Menu", "shift+F10"])
def test_the_menu_of_the_selected_row_is_read_action_by_action(found: dict[str, Any], key: str) -> None:
    day, _, _, sender = (one["value"] for one in found["cells"][1])
    assert found["menu"][key] == [
        ["menu item", "Kopiera cellen"],
        ["menu item", "Kopiera raden"],
        ["menu item", f"Visa bara {day[:10]}"],
        ["menu item", f"Visa bara avsändaren {sender}"],
        ["table", "Tips"],
    ]


def test_a_group_is_read_as_a_group_that_is_open_or_closed(found: dict[str, Any]) -> None:
    heading = found["groups"]["heading"]
    assert heading.startswith("Grupp ")
    assert " tips, " in heading
    assert heading.endswith(", utfälld")
    assert found["groups"]["closed"] == heading.removesuffix("utfälld") + "hopfälld"
    name = heading.removeprefix("Grupp ").split(",")[0]
    assert found["groups"]["heard"] == [f"{name}, hopfälld"]
