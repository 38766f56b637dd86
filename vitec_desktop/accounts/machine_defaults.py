"""What the IT person of a chain says once for a whole computer: which address, which offices, which language.

A file, the same on all systems:

    {"base_url": "https://…", "customer_ids": "M30011=Norrby Solna, M30012=Norrby Sundbyberg", "language": "sv"}

On Windows also values of the registry, which can come by group policy: BaseUrl, CustomerIds and Language as text below
HKEY_LOCAL_MACHINE\\Software\\Vitec Desktop. A value there goes before the file's. Passwords are never among them.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vitec_desktop.accounts.offices import Office, OfficesUnreadable, parse_offices

_PROGRAM = "Vitec Desktop"
_FILE = "defaults.json"
_REGISTRY_KEY = rf"Software\{_PROGRAM}"
_REGISTRY_VALUE_NAMES = {"base_url": "BaseUrl", "customer_ids": "CustomerIds", "language": "Language"}
_MAX_FILE_SIZE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class MachineDefaults:
    """What a new connection begins with, and the language of who has chosen none; "" or nothing where nobody said.

    As they were written: whoever uses the address or the language judges them. `unreadable` names what was given and
    could not be read, for the log.
    """

    base_url: str = ""
    offices: tuple[Office, ...] = ()
    language: str = ""
    unreadable: tuple[str, ...] = ()


def machine_defaults_path(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> Path:
    """Where the file lies, if there is one; only an administrator can write there."""
    if platform == "win32":
        return Path(environment.get("ProgramData") or r"C:\ProgramData") / _PROGRAM / _FILE
    if platform == "darwin":
        return Path("/Library/Application Support") / _PROGRAM / _FILE
    return Path("/etc/vitec-desktop") / _FILE


def load_machine_defaults(
    file: Path | None = None, registry: "Callable[[], Mapping[str, Any]] | None" = None
) -> MachineDefaults:
    """The computer's defaults. Never raises: a damaged file is as good as none.

    Args:
        file: another file than the system's, for tests.
        registry: gives the registry's values by their names, for tests; the system's own on Windows.
    """
    unreadable: list[str] = []
    values = _load_file_values(file or machine_defaults_path(), unreadable)
    found = (registry or _load_registry_values)()
    values.update({name: found[given] for name, given in _REGISTRY_VALUE_NAMES.items() if found.get(given)})
    return MachineDefaults(
        base_url=_text(values, "base_url", unreadable),
        offices=_offices(values, unreadable),
        language=_text(values, "language", unreadable).lower(),
        unreadable=tuple(unreadable),
    )


def _load_file_values(file: Path, unreadable: list[str]) -> dict[str, Any]:
    try:
        with file.open("rb") as opened:
            content = opened.read(_MAX_FILE_SIZE)
    except OSError:
        # No such file is the usual case; one that may not be read was not meant for this user.
        return {}
    try:
        # Editors on Windows begin the file with a mark.
        values = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        unreadable.append(_FILE)
        return {}
    return values


def _text(values: Mapping[str, Any], name: str, unreadable: list[str]) -> str:
    value = values.get(name, "")
    if isinstance(value, str):
        return value.strip()
    unreadable.append(name)
    return ""


def _offices(values: Mapping[str, Any], unreadable: list[str]) -> tuple[Office, ...]:
    given = values.get("customer_ids", "")
    if isinstance(given, list) and all(isinstance(one, str) for one in given):
        given = "\n".join(given)
    if given == "":
        return ()
    try:
        return parse_offices(given)
    except (OfficesUnreadable, TypeError):  # or it is no text at all
        unreadable.append("customer_ids")
        return ()


def _load_registry_values() -> dict[str, Any]:
    """The values of the registry, of the whole computer, in the part for 64-bit programs."""
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
