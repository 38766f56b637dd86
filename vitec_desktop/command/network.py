"""The way to the internet that is set up in the window holds for the command line too."""

import json
from collections.abc import Callable
from pathlib import Path

from vitec_desktop.accounts.profile import profile_folder
from vitec_desktop.connect.proxy import proxy_finder, proxy_setting_of

SETTINGS = "settings.json"
"""The file's name in the profile folder."""


def saved_proxy(profile: Path | None) -> Callable[[str], str | None]:
    """What tells the proxy for an address. A file that cannot be read is left to the window to tell about."""
    try:
        values = json.loads((profile_folder(profile) / SETTINGS).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        values = None
    given = values if isinstance(values, dict) else {}
    setting = proxy_setting_of(given.get("proxy"), given.get("proxy_address"))
    return proxy_finder(lambda: setting)
