"""What is set up in the window holds for the command line too: the way to the internet, and the language."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from vitec_desktop.storage.profile import profile_folder
from vitec_desktop.webservice.proxy import make_proxy_finder, parse_proxy_setting

SETTINGS_FILE = "settings.json"
"""The file's name in the profile folder."""


def load_saved_proxy(profile: Path | None) -> Callable[[str], str | None]:
    """What tells the proxy for an address. A file that cannot be read is left to the window to tell about."""
    given = _load_settings(profile)
    setting = parse_proxy_setting(given.get("proxy"), given.get("proxy_address"))
    return make_proxy_finder(lambda: setting)


def load_saved_language(profile: Path | None) -> str:
    """The code of the language that the window speaks; "" where none was chosen."""
    code = _load_settings(profile).get("language")
    return code if isinstance(code, str) else ""


def _load_settings(profile: Path | None) -> Mapping[str, Any]:
    try:
        values = json.loads((profile_folder(profile) / SETTINGS_FILE).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
