"""The libraries that are shipped: pinned, listed with their licences, and looked up for known vulnerabilities."""

import json
import re
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

import pytest

from tests.packaging.conftest import ROOT

FOLDER = ROOT / "packaging"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def versions(file: str) -> dict[str, str]:
    pairs = _PINNED.findall((FOLDER / file).read_text(encoding="utf-8"))
    assert len({plain(name) for name, _ in pairs}) == len(pairs)
    return {plain(name): version for name, version in pairs}


def licences() -> dict[str, list[str]]:
    """The cells of each row of the list, by the package's name."""
    text = (FOLDER / "licences.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if "|" in line]
    return {plain(row[0]): row for row in rows[2:]}


def test_everything_that_is_shipped_is_pinned_for_everybody() -> None:
    constraints = versions("constraints.txt")
    shipped = versions("lock.txt")
    assert {name: constraints.get(name) for name in shipped} == shipped


def test_everything_that_is_shipped_has_its_hashes() -> None:
    entries = re.sub(r"\\\n", " ", (FOLDER / "lock.txt").read_text(encoding="utf-8")).splitlines()
    pinned = [line for line in entries if _PINNED.match(line)]
    assert len(pinned) == len(versions("lock.txt"))
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}\b", line) for line in pinned)


def test_the_list_of_licences_is_of_what_is_shipped_and_of_nothing_else() -> None:
    listed = licences()
    assert {name: row[1] for name, row in listed.items()} == versions("lock.txt")
    for name, (_, _, licence, _, page) in listed.items():
        assert re.search("MIT|BSD|Apache|PSF|MPL|LGPL", licence), name
        # A library without a home page cannot be looked up and must not be shipped.
        assert page.startswith("https://"), name


def test_the_list_says_what_the_packages_themselves_say() -> None:
    licence_name = import_module("licences").licence_name
    checked = 0
    for name, row in licences().items():
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue  # for another system or another Python
        if installed.version == row[1]:
            assert licence_name(installed) == row[2], name
            checked += 1
    assert checked > 20


# Known vulnerabilities --------------------------------------------------------------------------------------------


def audit(output: str, explained: dict[str, str] | None = None) -> tuple[int, list[str]]:
    answer: tuple[int, list[str]] = import_module("audit").evaluate(
        output, ["idna==3.20", "zipp==4.1.2"], explained or {}
    )
    return answer


def audit_output(*dependencies: dict[str, Any]) -> str:
    return json.dumps({"dependencies": dependencies, "fixes": []})


IDNA: dict[str, Any] = {"name": "idna", "version": "3.20", "vulns": []}
ZIPP: dict[str, Any] = {"name": "zipp", "version": "4.1.2", "vulns": []}
BAD: dict[str, Any] = {**IDNA, "vulns": [{"id": "GHSA-1", "aliases": ["CVE-1"], "fix_versions": ["4"]}]}


def test_an_audit_covers_what_is_shipped_on_any_system_and_what_makes_the_packages() -> None:
    asked = set(import_module("audit").pinned(import_module("audit").LISTS))
    wanted = {**versions("lock.txt"), **versions("build-tools.txt")}
    assert {plain(one.partition("==")[0]) for one in asked} == set(wanted)
    assert "pywin32-ctypes==0.2.3" in asked


def test_an_audit_without_findings_is_clean() -> None:
    assert audit(audit_output(IDNA, ZIPP)) == (0, [])


def test_a_known_vulnerability_is_reported() -> None:
    assert audit(audit_output(BAD, ZIPP)) == (1, ["idna==3.20: GHSA-1, CVE-1"])


@pytest.mark.parametrize("name", ["GHSA-1", "CVE-1"])
def test_an_explained_vulnerability_is_reported_with_its_reason(name: str) -> None:
    assert audit(audit_output(BAD, ZIPP), {name: "not called"}) == (0, ["idna==3.20: GHSA-1, CVE-1: not called"])


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "no internet",
        "{}",
        audit_output(IDNA),
        audit_output(IDNA, {"name": "zipp", "skip_reason": "not found"}),
        audit_output(BAD, {"name": "zipp", "skip_reason": "not found"}),
    ],
)
def test_a_package_that_was_not_looked_up_is_not_called_clean(answer: str) -> None:
    code, lines = audit(answer)
    assert code == 2
    assert lines
