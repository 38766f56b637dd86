"""Locales of other countries, made for one test, and whether they take effect."""

import os
import subprocess
import sys
from pathlib import Path

LOCALE_SOURCES = Path("/usr/share/i18n/locales")
LOCALE_VARIABLES = (
    *("LANG", "LANGUAGE", "LC_ALL", "LC_ADDRESS", "LC_COLLATE", "LC_CTYPE", "LC_IDENTIFICATION", "LC_MEASUREMENT"),
    *("LC_MESSAGES", "LC_MONETARY", "LC_NAME", "LC_NUMERIC", "LC_PAPER", "LC_TELEPHONE", "LC_TIME", "LOCPATH"),
)
"""All variables that choose a locale; without any, the locale is C."""


def locale_environment(name: str, folder: Path) -> dict[str, str]:
    """Return the variables that choose a locale, such as "tr_TR.UTF-8", which is made in `folder`; "" for none at all.

    Raises:
        CalledProcessError: the system has no source for it.
    """
    if name in ("", "C"):
        return {"LC_ALL": name} if name else {}
    folder.mkdir(parents=True, exist_ok=True)
    source, _, charset = name.partition(".")
    subprocess.run(
        ["localedef", "-i", source, "-f", charset, str(folder / name)], check=True, capture_output=True, timeout=600
    )
    return {"LOCPATH": str(folder), "LC_ALL": name}


def locale_in_effect(environment: dict[str, str]) -> str:
    """Return what `setlocale` says in a process with these variables: a locale that is not there becomes C."""
    code = "import locale\ntry:\n    print(locale.setlocale(locale.LC_ALL, ''))\nexcept locale.Error:\n    print('C')"
    cleared = {name: value for name, value in os.environ.items() if name not in LOCALE_VARIABLES}
    # Python would replace C by C.UTF-8.
    cleared |= {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=cleared | environment, capture_output=True, text=True, timeout=600, check=True
    )
    return done.stdout.strip()
