"""The separator that a spreadsheet program expects between the fields of a CSV file."""

import sys
from collections.abc import Mapping
from typing import Any

from vitec_desktop.report.language import Language

_KEY = r"Control Panel\International"
_UNUSABLE = "\"'\r\n +-@="


def csv_delimiter(language: Language) -> str:
    """Return Windows' list separator, by which Excel opens a file; elsewhere what is usual in the language.

    If that separator is also the decimal sign, Excel takes a semicolon.
    """
    usual = "," if language.code == "en" else ";"
    settings = _windows_settings()
    separator = settings.get("sList")
    if not isinstance(separator, str) or len(separator) != 1 or separator.isalnum() or separator in _UNUSABLE:
        return usual
    return ";" if separator == settings.get("sDecimal") else separator


def _windows_settings() -> Mapping[str, Any]:
    """Return those of the user's regional settings that are there; none on other systems."""
    if sys.platform != "win32":
        return {}
    import winreg

    found: dict[str, Any] = {}
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _KEY) as key:
            for name in ("sList", "sDecimal"):
                found[name] = winreg.QueryValueEx(key, name)[0]
    except OSError:
        pass
    return found
