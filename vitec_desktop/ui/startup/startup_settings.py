"""The few settings that the placeholder needs, read before anything else is loaded.

A missing or damaged file gives the defaults here; later the settings' own readers report the damage.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

from vitec_desktop.storage.profile import CONNECTIONS_FILE, SETTINGS_FILE


class StartupSettings(NamedTuple):
    """How the window looked when it was closed.

    Attributes:
        window: position and size in Qt's format, base64.
        scheme: "light", "dark" or "system".
        tab: index of the tab that was shown.
        has_offices: whether a saved connection has an office.
    """

    window: str = ""
    scheme: str = "system"
    tab: int = 0
    has_offices: bool = False


def read_startup_settings(profile: Path) -> StartupSettings:
    """Read the settings from the files of a profile."""
    settings, default = _read_dict(profile / SETTINGS_FILE), StartupSettings()
    window, scheme, tab = settings.get("window"), settings.get("scheme"), settings.get("tab")
    connections = _read_dict(profile / CONNECTIONS_FILE).get("connections")
    return StartupSettings(
        window=window if isinstance(window, str) else default.window,
        scheme=scheme if isinstance(scheme, str) else default.scheme,
        tab=tab if isinstance(tab, int) else default.tab,
        has_offices=isinstance(connections, list) and any(map(_has_offices, connections)),
    )


def _has_offices(connection: Any) -> bool:
    return isinstance(connection, dict) and bool(connection.get("offices"))


def _read_dict(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
