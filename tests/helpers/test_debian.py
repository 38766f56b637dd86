"""A test that cannot run for want of a package says so, and fails where everything is to run."""

import re
from pathlib import Path

import pytest

from tests.helpers.debian import need_library, need_program

TESTS = Path(__file__).parents[1]
ALLOWED = {'skipif(shutil.which("soffice")', 'importorskip("resource")'}
"""Nobody is asked to install the megabytes of LibreOffice; `resource` is a part of Python but on Windows."""


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_a_missing_package_is_a_failure_where_everything_is_to_run(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="xvfb; see packaging"):
        need_program("no-such-program", "xvfb")
    with pytest.raises(outcome, match='no_such_library; see the extra "dev"'):
        need_library("no_such_library")


def test_no_test_skips_for_a_missing_package_by_itself() -> None:
    for path in TESTS.rglob("*.py"):
        if "helpers" in path.parts or "packaging" in path.parts:
            continue
        found = re.findall(r'skipif\((?:shutil\.)?which\("[^"]*"\)|importorskip\("[^"]*"\)', path.read_text("utf-8"))
        assert set(found) <= ALLOWED, path
