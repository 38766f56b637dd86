"""Reads the program over the accessibility bus, as a screen reader does, and prints what it found as JSON.

Runs under Debian's own Python, which has the bus's library, inside a session bus and a display of its own:
`xvfb-run -a dbus-run-session -- /usr/bin/python3 atspi_reader.py PYTHON PROFILE`, where PYTHON has the program.
"""

import json
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
_TIMEOUT = 120  # seconds
_COLUMNS = 5
_FILE_MENU = ("menu item", "Arkiv")


class Reader:
    """Finds the program's widgets on the bus, and collects its announcements in `heard`.

    `focused` has what got the focus, as role and name: a screen reader reads that aloud too.
    """

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.focused: list[tuple[str, str]] = []
        self.last_focused: Any = None
        self._listeners = [
            self._listen("object:announcement", lambda event: self.heard.append(str(event.any_data))),
            self._listen("object:state-changed:focused", self._on_focus),
        ]

    def _listen(self, event_name: str, react: Callable[[Any], None]) -> Any:
        listener = Atspi.EventListener.new(react)
        listener.register(event_name)
        return listener

    def _on_focus(self, event: Any) -> None:
        with suppress(GLib.Error):  # the object is gone already
            if event.detail1:
                self.focused.append((role_of(event.source), event.source.get_name()))
                self.last_focused = event.source

    def wait(self, find: Callable[[], Any], what: str) -> Any:
        """Return the first result of `find` that is true; `what` names it in the error after a timeout."""
        context, end = GLib.MainContext.default(), time.monotonic() + _TIMEOUT
        timer = GLib.timeout_add(50, lambda: True)
        try:
            while not (found := find()):
                if time.monotonic() > end:
                    raise TimeoutError(f"{what}; heard: {self.heard}")
                context.iteration(True)
            return found
        finally:
            GLib.source_remove(timer)

    def program(self) -> Any:
        """Return the program's object on the bus; None before it has a window."""
        desktop = Atspi.get_desktop(0)
        entries = (desktop.get_child_at_index(number) for number in range(desktop.get_child_count()))
        return next((one for one in entries if one and "Vitec" in one.get_name() and one.get_child_count()), None)

    def find(self, role: str, name: str) -> Any:
        """Return the visible object with that role whose name begins with `name`; wait for it."""

        def found() -> Any:
            try:
                return next((one for one in below(self.program()) if is_wanted(one)), None)
            except GLib.Error:
                return None  # an object was destroyed while it was read

        def is_wanted(part: Any) -> bool:
            return bool(role_of(part) == role and part.get_name().startswith(name))

        return self.wait(found, f"{role} {name}")


def role_of(part: Any) -> str:
    """Return the name of an object's role, by its old name where a newer bus has another."""
    name = str(part.get_role_name())
    return "push button" if name == "button" else name  # from at-spi2-core 2.54 on, as in Debian 13


def below(part: Any) -> Iterator[Any]:
    """Yield the visible objects from `part` down, tables without their cells."""
    if part is None:
        return
    yield part
    if role_of(part) == "table":
        return
    for number in range(part.get_child_count()):
        child = part.get_child_at_index(number)
        if child and child.get_state_set().contains(Atspi.StateType.SHOWING):
            yield from below(child)


def cell(table: Any, row: int, column: int) -> dict[str, Any]:
    """Return what a screen reader gets of a cell."""
    found = Atspi.Table.get_accessible_at(table, row, column)
    headers = Atspi.TableCell.get_column_header_cells(found)
    _, *place = Atspi.TableCell.get_position(found)
    return {
        "value": found.get_name(),
        "headings": [header.get_name() for header in headers],
        "place": place,
        "is_selected": found.get_state_set().contains(Atspi.StateType.SELECTED),
    }


def read(reader: Reader, folder: str) -> dict[str, Any]:
    """Fetch the sample report, select the second tip, open its menu, save a file in `folder`."""
    Atspi.Action.do_action(reader.find("push button", "Hämta rapport"), 0)
    reader.wait(lambda: any("Rapporten är hämtad" in words for words in reader.heard), "the end of the fetch")
    Atspi.Action.do_action(reader.find("page tab", "Tips"), 0)
    table = reader.find("table", "Tips")
    # The sample data are compared with those of a week ago, soon after the fetch.
    reader.wait(lambda: cell(table, 0, 1)["headings"] == ["Ändring"], "the column of changes")
    rows = Atspi.Table.get_n_rows(table)
    Atspi.Table.add_row_selection(table, 1)
    found = {
        "window": [role_of(one) for one in below(reader.program())][:2],
        # The page that says that nothing is fetched yet has such a button too, and is gone now.
        "fetch": reader.find("push button", "Hämta rapport").get_description(),
        "nameless": [
            role_of(one)
            for one in below(reader.program())
            if one.get_state_set().contains(Atspi.StateType.FOCUSABLE) and not one.get_name().strip()
        ],
        "heard": list(reader.heard),
        "rows": rows,
        "cells": [[cell(table, row, column) for column in range(_COLUMNS)] for row in (0, 1)],
    }
    found |= {"menu": read_row_menu(reader, table), "groups": read_groups(reader, table)}
    found["popups"] = read_popups(reader, table)
    return found | {"save": read_save(reader, folder)}


def press(*keys: str) -> None:
    """Press keys of the keyboard, one after the other; "shift+F10" is two at once."""
    subprocess.run(["xdotool", "key", *keys], check=True)


def read_row_menu(reader: Reader, table: Any) -> dict[str, Any]:
    """Open the menu of the selected row by each of its keys, and close it; return what got the focus each time."""
    # There is no window manager that would give a window the keyboard.
    subprocess.run(["xdotool", "search", "--onlyvisible", "--name", ".", "windowfocus"], check=True)
    Atspi.Component.grab_focus(table)
    table_focus = (role_of(table), table.get_name())
    reader.wait(lambda: table_focus in reader.focused, "the focus of the table")
    read = {}
    for key in ("Menu", "shift+F10"):
        del reader.focused[:]
        press(key, "Down", "Down", "Down", "Down")
        # The menu must be open while its actions are asked for their names.
        reader.wait(lambda: len(reader.focused) == 4, f"the menu by {key}")
        press("Escape")
        reader.wait(lambda: table_focus in reader.focused, f"the end of the menu by {key}")
        read[key] = list(reader.focused)
    return read


def read_groups(reader: Reader, table: Any) -> dict[str, Any]:
    """Group by the receiver by the keyboard, close the first group, and return its heading before and after."""
    table_focus = (role_of(table), table.get_name())
    choose_group(reader, "Mottagare")
    reader.wait(lambda: "Grupp" in Atspi.Table.get_accessible_at(table, 0, 0).get_name(), "the first heading")
    heading = Atspi.Table.get_accessible_at(table, 0, 0).get_name()
    del reader.heard[:], reader.focused[:]
    Atspi.Component.grab_focus(table)
    reader.wait(lambda: table_focus in reader.focused or is_focused(table), "the table's focus")
    press("ctrl+Home", "Left")
    reader.wait(lambda: bool(reader.heard), "the closed group")
    closed = Atspi.Table.get_accessible_at(table, 0, 0).get_name()
    choose_group(reader, "Ingen")
    reader.wait(lambda: "Grupp" not in Atspi.Table.get_accessible_at(table, 0, 0).get_name(), "no groups")
    return {"heading": heading, "closed": closed, "heard": list(reader.heard)}


def read_popups(reader: Reader, table: Any) -> dict[str, list[Any]]:
    """Open each popup by its keys, go through it, check something, and return what a screen reader gets of it.

    A popup is no child of the program on the bus: what has the focus in it leads to it.
    """
    lines, entries = [("Down", "list")] * 2, [("Down", "menu item")] * 2
    toggle, days = ("space", ""), [("Right", "table cell"), ("Page_Down", "table cell")]
    give_focus(reader, table)
    press("ctrl+Home", "Right", "Right")
    found = {
        "filter": read_popup(reader, ("alt+Down", "text"), *lines, toggle),
        "columns": read_popup(reader, ("ctrl+shift+o", "text"), *lines, lines[0], toggle),
    }
    del reader.heard[:]
    press("ctrl+z")
    reader.wait(lambda: bool(reader.heard), "what is undone")
    found["undo"] = list(reader.heard)
    found["offices"] = read_popup(reader, ("ctrl+shift+k", "menu item"), *entries, toggle)
    give_focus(reader, table)
    found["offices again"] = read_popup(reader, ("ctrl+shift+k", "menu item"), *entries, toggle)
    give_focus(reader, reader.find("spin button", "Första dagen"))
    found["calendar"] = read_popup(reader, ("F4", "table cell"), *days)
    return found


def read_popup(reader: Reader, *keys: tuple[str, str]) -> list[Any]:
    """Press keys, the first of which opens a popup; return what each one makes heard, then what the focus is in.

    With each key stands how the role begins of what gets the focus then; "" for a key that only makes something heard.
    """
    steps: list[Any] = []
    for key, role in keys:
        press_until_told(reader, key, role, f"what {key} does in {steps}")
        settle(reader.last_focused)
        part = reader.last_focused
        states = part.get_state_set().get_states()
        told = [state.value_nick for state in states if state.value_nick in ("checkable", "checked", "focused")]
        steps.append({"focus": [role_of(part), part.get_name()], "states": told, "heard": list(reader.heard)})
    parents = []
    while part is not None and role_of(part) != "application":
        parents.append([role_of(part), part.get_name()])
        part = part.get_parent()
    del reader.focused[:]
    press("Escape")
    reader.wait(lambda: bool(reader.focused), f"the focus after {keys}")
    return [*steps, parents]


def press_until_told(reader: Reader, key: str, role: str, what: str) -> None:
    """Press a key, and wait for what it makes heard or gives the focus to.

    With a screen reader Qt asks the bus about each key, and handles it after the answer. If a key that is pressed with
    Alt comes before the answer about Alt, Qt takes it for Alt alone: the menu bar gets the focus, and then the key. No
    person is so fast, but a machine with other work is so slow: the menu bar is left, and the keys are pressed again.
    """
    while True:
        del reader.focused[:], reader.heard[:]
        press(key)
        reader.wait(lambda: is_told(reader, role) or _FILE_MENU in reader.focused, what)
        if _FILE_MENU not in reader.focused:
            return
        reader.wait(lambda: reader.focused[-1] != _FILE_MENU, "the opened menu")
        del reader.focused[:]
        press("Escape", "Escape")
        reader.wait(lambda: any(part != _FILE_MENU for part in reader.focused), "the end of the menu")


def is_told(reader: Reader, role: str) -> bool:
    """Whether what has got the focus has a role that begins so; with "", whether something was heard."""
    if not role:
        return bool(reader.heard)
    try:
        return bool(reader.focused) and role_of(reader.last_focused).startswith(role)
    except GLib.Error:
        return False  # it is gone already


def settle(part: Any) -> None:
    """Take in the events that are on their way: a reply of the program comes after all that it has sent before."""
    for _ in range(2):
        with suppress(GLib.Error):
            Atspi.Component.get_extents(part, Atspi.CoordType.SCREEN)
        while GLib.MainContext.default().iteration(False):
            pass


def give_focus(reader: Reader, part: Any) -> None:
    Atspi.Component.grab_focus(part)
    reader.wait(lambda: is_focused(part), f"the focus of {part.get_name()}")


def choose_group(reader: Reader, name: str) -> None:
    """Choose in the picker of groups by the keyboard: from its first entry downwards."""
    entry = ("menu item", "Ingen")
    del reader.focused[:]
    press("ctrl+shift+g", "Home")
    reader.wait(lambda: entry in reader.focused, "the picker's first entry")
    while entry != ("menu item", name):
        del reader.focused[:]
        press("Down")
        reader.wait(lambda: bool(reader.focused), f"the entry after {entry}")
        entry = reader.focused[-1]
    press("Return")


def is_focused(part: Any) -> bool:
    return bool(part.get_state_set().contains(Atspi.StateType.FOCUSED))


def is_button(part: Any) -> bool:
    return bool(role_of(part) == "push button")


def read_save(reader: Reader, folder: str) -> dict[str, Any]:
    """Export where nothing can be written, and then to `folder`; return what was announced each time."""
    heard = []
    for place in ("/dev/null/ingen mapp", folder):
        del reader.heard[:]
        Atspi.Action.do_action(reader.find("push button", "Exportera…"), 0)
        Atspi.EditableText.set_text_contents(reader.find("text", "Mapp"), place)
        formats = [one.get_name() for one in below(reader.program()) if role_of(one) == "radio button"]
        save = next(one for one in below(reader.program()) if one.get_name() == "Exportera" and is_button(one))
        Atspi.Action.do_action(save, 0)
        reader.wait(lambda: bool(reader.heard), f"the end of the export to {place}")
        heard.append(list(reader.heard))
    return {"formats": formats, "failed": heard[0], "saved": heard[1]}


def main() -> None:
    # Debian's library has the old function names only.
    warnings.simplefilter("ignore", DeprecationWarning)
    python, profile = sys.argv[1:]
    environment = os.environ | {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb"}
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    program = [python, "-m", "vitec_desktop", "--demo", "--language", "sv", "--profile", profile]
    with subprocess.Popen([LAUNCHER, "--launch-immediately"], **quiet) as launcher:
        Atspi.init()
        reader = Reader()
        with subprocess.Popen(program, env=environment, cwd=Path(__file__).parents[3], **quiet) as running:
            try:
                print(json.dumps(read(reader, profile)))
            finally:
                running.terminate()
                launcher.terminate()


if __name__ == "__main__":
    main()
