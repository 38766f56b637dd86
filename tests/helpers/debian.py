"""What Debian's packages and the extra "dev" provide, and what a test does without them."""

import os
import shutil
from importlib import import_module
from typing import Any, NoReturn

import pytest


def need_program(name: str, package: str) -> None:
    """Skip the test if a program is not there, which a package brings; with CI=true or 1, fail."""
    if shutil.which(name) is None:
        skip_without(package)


def need_library(name: str) -> Any:
    """Import a library of the extra "dev"; without it skip the test, with CI=true or 1 fail."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        skip_without(name, source='the extra "dev"')


def skip_without(*packages: str, source: str = "packaging/debian-packages.sh") -> NoReturn:
    """Skip the test, because these packages are not installed; with CI=true or 1, fail."""
    reason = f"not installed: {', '.join(packages)}; see {source}"
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(reason)
    pytest.skip(reason)
