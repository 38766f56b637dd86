"""What Debian's packages provide, and what a test does without them."""

import os
from typing import NoReturn

import pytest


def skip_without(*packages: str) -> NoReturn:
    """Skip the test, because these packages are not installed; with CI=true or 1, fail."""
    reason = f"not installed: {', '.join(packages)}; see packaging/debian-packages.sh"
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(reason)
    pytest.skip(reason)
