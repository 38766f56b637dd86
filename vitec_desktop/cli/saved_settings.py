"""The window's settings that an export without a window uses too: proxy, language and comparison."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from vitec_desktop.report.periods import ComparisonPeriod
from vitec_desktop.storage.profile import SETTINGS_FILE, profile_folder
from vitec_desktop.webservice.proxy import make_proxy_finder, parse_proxy_setting


def load_saved_proxy(profile: Path | None) -> Callable[[str], str | None]:
    """Return a function that finds the proxy for an address; the system's if the settings cannot be read."""
    values = _load_settings(profile)
    setting = parse_proxy_setting(values.get("proxy"), values.get("proxy_address"))
    return make_proxy_finder(lambda: setting)


def load_saved_language(profile: Path | None) -> str:
    """Return the code of the language chosen in the window; "" for none."""
    code = _load_settings(profile).get("language")
    return code if isinstance(code, str) else ""


def is_comparison_saved(profile: Path | None) -> bool:
    """Whether the window compares reports with another period; also if the settings cannot be read."""
    return _load_settings(profile).get("comparison") != ComparisonPeriod.NONE


def _load_settings(profile: Path | None) -> Mapping[str, Any]:
    try:
        values = json.loads((profile_folder(profile) / SETTINGS_FILE).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
