"""What is set up in the window holds for the command line too: the way to the internet, and the language."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from vitec_desktop.storage.profile import profile_folder
from vitec_desktop.webservice.proxy import proxy_finder, proxy_setting_of

SETTINGS = "settings.json"
"""The file's name in the profile folder."""


def saved_proxy(profile: Path | None) -> Callable[[str], str | None]:
    """What tells the proxy for an address. A file that cannot be read is left to the window to tell about."""
    given = _settings(profile)
    setting = proxy_setting_of(given.get("proxy"), given.get("proxy_address"))
    return proxy_finder(lambda: setting)


def saved_language(profile: Path | None) -> str:
    """The code of the language that the window speaks; "" where none was chosen."""
    code = _settings(profile).get("language")
    return code if isinstance(code, str) else ""


def _settings(profile: Path | None) -> Mapping[str, Any]:
    try:
        values = json.loads((profile_folder(profile) / SETTINGS).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
