"""Defaults that an administrator sets for a whole computer: address, offices, language, saved reports.

A file, the same on all systems:

    {"base_url": "https://…", "customer_ids": "M30011=Norrby Solna, M30012=Norrby Sundbyberg", "language": "sv",
     "archive": "on", "archive_months": 6}

On Windows also registry values, which a group policy can set: BaseUrl, CustomerIds, Language, Archive as text and
ArchiveMonths as text or number below HKEY_LOCAL_MACHINE\\Software\\Vitec Desktop. A registry value overrides the
file's. There are no passwords.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from vitec_desktop.accounts.offices import Office, OfficesUnreadable, parse_offices

_PROGRAM = "Vitec Desktop"
_FILE = "defaults.json"
_REGISTRY_KEY = rf"Software\{_PROGRAM}"
_REGISTRY_VALUE_NAMES = {
    "base_url": "BaseUrl",
    "customer_ids": "CustomerIds",
    "language": "Language",
    "archive": "Archive",
    "archive_months": "ArchiveMonths",
}
_MAX_FILE_SIZE = 1024 * 1024

ARCHIVE_VALUES = ("off", "on", "ask")
MAX_ARCHIVE_MONTHS = 24


class MachineDefaults(Struct, frozen=True):
    """Defaults of a new connection, and the language if the user has chosen none; empty if not set.

    Address and language are not checked. `unreadable` names the values that could not be read, for the log.

    Attributes:
        archive: whether fetched reports are saved: "on", "off", or "ask" for what the user chooses; "" if not set.
        archive_months: for how long; None if not set.
    """

    base_url: str = ""
    offices: tuple[Office, ...] = ()
    language: str = ""
    archive: str = ""
    archive_months: int | None = None
    unreadable: tuple[str, ...] = ()


def machine_defaults_path(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> Path:
    """Return the file's path; only an administrator can write there."""
    if platform == "win32":
        return Path(environment.get("ProgramData") or r"C:\ProgramData") / _PROGRAM / _FILE
    if platform == "darwin":
        return Path("/Library/Application Support") / _PROGRAM / _FILE
    return Path("/etc/vitec-desktop") / _FILE


def load_machine_defaults(
    file: Path | None = None, registry: Callable[[], Mapping[str, Any]] | None = None
) -> MachineDefaults:
    """Load the computer's defaults. Never raises; a damaged file counts as none.

    Args:
        file: the file, for tests.
        registry: returns the registry's values by name, for tests.
    """
    unreadable: list[str] = []
    values = _load_file_values(file or machine_defaults_path(), unreadable)
    registry_values = (registry or _load_registry_values)()
    for name, registry_name in _REGISTRY_VALUE_NAMES.items():
        if registry_values.get(registry_name):
            values[name] = registry_values[registry_name]
    return MachineDefaults(
        base_url=_read_text(values, "base_url", unreadable),
        offices=_read_offices(values, unreadable),
        language=_read_text(values, "language", unreadable).lower(),
        archive=_read_archive(values, unreadable),
        archive_months=_read_months(values, unreadable),
        unreadable=tuple(unreadable),
    )


def _load_file_values(file: Path, unreadable: list[str]) -> dict[str, Any]:
    try:
        with file.open("rb") as opened:
            content = opened.read(_MAX_FILE_SIZE)
    except OSError:
        # Most computers have no such file; one without read permission is not for this user.
        return {}
    try:
        # Editors on Windows write a byte order mark.
        values = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        unreadable.append(_FILE)
        return {}
    return values


def _read_text(values: Mapping[str, Any], name: str, unreadable: list[str]) -> str:
    value = values.get(name, "")
    if isinstance(value, str):
        return value.strip()
    unreadable.append(name)
    return ""


def _read_archive(values: Mapping[str, Any], unreadable: list[str]) -> str:
    value = values.get("archive", "")
    if isinstance(value, str) and value.strip().lower() in ("", *ARCHIVE_VALUES):
        return value.strip().lower()
    unreadable.append("archive")
    return ""


def _read_months(values: Mapping[str, Any], unreadable: list[str]) -> int | None:
    value = values.get("archive_months", "")
    if value == "":
        return None
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if text.isdecimal() and 1 <= int(text) <= MAX_ARCHIVE_MONTHS:
        return int(text)
    unreadable.append("archive_months")
    return None


def _read_offices(values: Mapping[str, Any], unreadable: list[str]) -> tuple[Office, ...]:
    given = values.get("customer_ids", "")
    if isinstance(given, list) and all(isinstance(one, str) for one in given):
        given = "\n".join(given)
    if given == "":
        return ()
    try:
        return parse_offices(given)
    except (OfficesUnreadable, TypeError):  # TypeError: it is no text
        unreadable.append("customer_ids")
        return ()


def _load_registry_values() -> dict[str, Any]:
    """Return the registry's values for the whole computer, from the 64-bit view."""
    if sys.platform != "win32":
        return {}
    import winreg

    found: dict[str, Any] = {}
    try:
        rights = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _REGISTRY_KEY, 0, rights) as key:
            for name in _REGISTRY_VALUE_NAMES.values():
                try:
                    found[name] = winreg.QueryValueEx(key, name)[0]
                except OSError:
                    continue
    except OSError:
        return {}
    return found
