"""The program on the accessibility bus of a Linux desktop, as a screen reader gets it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.debian import skip_without
from tests.helpers.waiting import HANG

pytestmark = pytest.mark.slow

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
        headings = ["Skapat", "Ändring", "Status", "Rubrik", "Avsändare"]
        assert [one["headings"] for one in cells] == [[heading] for heading in headings]
        assert all(one["value"] for one in cells)
        assert [one["place"] for one in cells] == [[row, column] for column in range(len(cells))]


def test_the_selected_row_has_the_selected_state(found: dict[str, Any]) -> None:
    assert [one["is_selected"] for one in found["cells"][0]] == [False] * 5
    assert [one["is_selected"] for one in found["cells"][1]] == [True] * 5


@pytest.mark.parametrize("key", ["Menu", "shift+F10"])
def test_the_menu_of_the_selected_row_is_read_action_by_action(found: dict[str, Any], key: str) -> None:
    day, _, _, _, sender = (one["value"] for one in found["cells"][1])
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


@pytest.mark.parametrize(
    ("popup", "field", "parents"),
    [
        ("filter", ["text", "Sök värde"], [["list", "Status"], ["filler", ""], ["panel", "Filter: Status"]]),
        ("columns", ["text", "Sök kolumn"], [["list", "Kolumner"], ["panel", "Kolumner"]]),
        ("offices", ["menu item", "Alla kontor"], [["popup menu", "Kontor"]]),
    ],
)
def test_the_lines_of_a_popup_are_read_with_what_is_checked(
    found: dict[str, Any], popup: str, field: list[str], parents: list[list[str]]
) -> None:
    opened, *_, chosen, toggled, above = found["popups"][popup]
    assert opened["focus"] == field
    role, name = chosen["focus"]
    assert role == ("menu item" if popup == "offices" else "list item")
    assert set(chosen["states"]) == {"checkable", "checked", "focused"}
    assert set(toggled["states"]) == {"checkable", "focused"}
    line = re.sub(r", \d+$", "", name)  # the filter's lines have the number of their rows
    assert toggled["heard"] == [f"{line}, inte markerad"]
    assert above == [[role, name], *parents]


def test_a_line_that_is_checked_again_is_read_as_checked(found: dict[str, Any]) -> None:
    *_, chosen, toggled, _ = found["popups"]["offices again"]
    assert "checked" not in chosen["states"]
    assert "checked" in toggled["states"]
    assert toggled["heard"] == [f"{chosen['focus'][1]}, markerad"]


def test_the_calendar_says_each_day_with_its_week(found: dict[str, Any]) -> None:
    opened, next_day, next_month, above = found["popups"]["calendar"]
    assert re.fullmatch(r"\w+dag 1 \w+ \d{4}, vecka \d+, startdag", opened["focus"][1])
    for step in (next_day, next_month):
        assert re.fullmatch(r"\w+dag 2 \w+ \d{4}, vecka \d+", step["focus"][1])
        assert step["focus"][0] == "table cell"
    assert next_day["focus"] != next_month["focus"]
    assert above[1:] == [["table", "Dagar"], ["panel", "Kalender"]]


def test_undo_says_what_it_took_back(found: dict[str, Any]) -> None:
    assert found["popups"]["undo"] == ["Ångrat: kolumner"]
