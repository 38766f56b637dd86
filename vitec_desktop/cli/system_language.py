"""The language of the program if the user has chosen none."""

import os
import sys
from collections.abc import Mapping

from vitec_desktop.accounts.machine_defaults import load_machine_defaults
from vitec_desktop.report.language import LANGUAGES

# The first one that is set counts, as for the system's own programs.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_ENGLISH_ON_WINDOWS = 0x09
_PRIMARY_LANGUAGE = 0x3FF


def default_language() -> str:
    """Return the code of the computer's default language, else of the system's."""
    default = load_machine_defaults().language
    return default if default in LANGUAGES else system_language()


def system_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return "en" if the system's language is English, else "sv", also for "C" and "POSIX"."""
    if sys.platform == "win32":
        return _windows_language()
    name = next((environment[variable] for variable in _VARIABLES if environment.get(variable)), "")
    return "en" if name.lower().startswith(("en_", "en.", "en-")) or name.lower() == "en" else "sv"


def _windows_language() -> str:
    if sys.platform == "win32":
        import ctypes

        language: int = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return "en" if language & _PRIMARY_LANGUAGE == _ENGLISH_ON_WINDOWS else "sv"
    return "sv"
