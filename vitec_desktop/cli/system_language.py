"""Which language to speak where nobody has said."""

import os
import sys
from collections.abc import Mapping

from vitec_desktop.accounts.machine_defaults import load_machine_defaults
from vitec_desktop.report.language import LANGUAGES

# The first that is set decides, as for the system's own programs.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_ENGLISH_ON_WINDOWS = 0x09
_PRIMARY_LANGUAGE = 0x3FF


def default_language() -> str:
    """What is spoken where the user has chosen nothing: the computer's default, else what its system speaks."""
    default = load_machine_defaults().language
    return default if default in LANGUAGES else system_language()


def system_language(environment: Mapping[str, str] = os.environ) -> str:
    """ "en" where the system speaks English, "sv" anywhere else: Swedish comes first.

    A system without a language of its own ("C", "POSIX") speaks Swedish too.
    """
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
