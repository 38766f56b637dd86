"""The little of the settings that a window's first look depends on, read before anything else is loaded.

Whatever is missing or damaged is as at the first start here; the settings' own readers find and tell it afterwards.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

SETTINGS_FILE = "settings.json"
CONNECTIONS_FILE = "connections.json"


class StartupSettings(NamedTuple):
    """How the window stood when it was closed, and what it is to hold.

    Attributes:
        window: position and size, as Qt writes them, base64.
        scheme: "light", "dark" or "system".
        tab: number of the tab that was in sight.
        has_offices: whether there is anybody to fetch a report for.
    """

    window: str = ""
    scheme: str = "system"
    tab: int = 0
    has_offices: bool = False


def read_startup_settings(profile: Path) -> StartupSettings:
    """What the files of a profile say of its window."""
    settings, usual = _read_dict(profile / SETTINGS_FILE), StartupSettings()
    window, scheme, tab = settings.get("window"), settings.get("scheme"), settings.get("tab")
    connections = _read_dict(profile / CONNECTIONS_FILE).get("connections")
    return StartupSettings(
        window=window if isinstance(window, str) else usual.window,
        scheme=scheme if isinstance(scheme, str) else usual.scheme,
        tab=tab if isinstance(tab, int) else usual.tab,
        has_offices=isinstance(connections, list) and any(map(_has_offices, connections)),
    )


def _has_offices(connection: Any) -> Any:
    return isinstance(connection, dict) and connection.get("offices")


def _read_dict(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
