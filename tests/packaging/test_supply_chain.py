"""The libraries that are shipped: pinned, listed with their licences, and looked up for known vulnerabilities."""

import json
import re
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
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
    assert checked > 10, "with the lowest versions of all, others are installed than listed"


# The bill of materials -------------------------------------------------------------------------------------------


def bill(*libraries: Any, packages: tuple[Any, ...] = (), openssl: str = "") -> dict[str, Any]:
    """Return the bill of a package with these libraries and packages of Debian, and those by its addresses."""
    module = import_module("bill_of_materials")
    made = module.bill_of_materials(libraries, packages, "3.13.2", openssl, datetime(2026, 11, 28, tzinfo=UTC))
    read: dict[str, Any] = json.loads(module.JsonV1Dot6(made).output_as_string())
    return read


def library(name: str, version: str, licence: str) -> Any:
    return import_module("steps.licences").Library(name, version, licence, f"https://{name}.example", (), ())


def test_a_bill_names_every_part_with_version_licence_and_address() -> None:
    package = import_module("steps.licences").SystemPackage("libz1", "1:2.3-4", "amd64", ("libz.so.1",))
    made = bill(
        library("PySide6_Essentials", "6.11.3", "LGPL-3.0-only OR GPL-3.0-only"),
        library("jaraco.context", "6.1", "MIT License"),
        packages=(package,),
        openssl="3.0.15",
    )
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert made["metadata"]["timestamp"] == "2026-11-28T00:00:00+00:00"
    assert made["metadata"]["component"]["name"] == "vitec-desktop"
    parts = {part["name"]: part for part in made["components"]}
    assert parts["PySide6_Essentials"]["purl"] == "pkg:pypi/pyside6-essentials@6.11.3"
    assert parts["PySide6_Essentials"]["licenses"] == [{"expression": "LGPL-3.0-only OR GPL-3.0-only"}]
    assert parts["jaraco.context"]["licenses"] == [{"license": {"id": "MIT"}}]
    assert parts["Qt"]["cpe"] == "cpe:2.3:a:qt:qt:6.11.3:*:*:*:*:*:*:*"
    assert parts["Python"]["version"] == "3.13.2"
    assert parts["OpenSSL"]["cpe"].startswith("cpe:2.3:a:openssl:openssl:3.0.15:")
    assert re.fullmatch(r"pkg:deb/debian/libz1@1:2\.3-4\?arch=amd64&distro=.+", parts["libz1"]["purl"])
    needed = next(one for one in made["dependencies"] if one["ref"] == made["metadata"]["component"]["bom-ref"])
    assert len(needed["dependsOn"]) == len(made["components"]) == len(parts)


def test_the_same_parts_at_the_same_time_give_the_same_bill() -> None:
    one, two = library("a", "1", "MIT"), library("b", "2", "MIT")
    assert bill(one, two) == bill(one, two)
    assert bill(one, two)["serialNumber"] != bill(one)["serialNumber"]


@pytest.mark.slow
def test_what_only_the_build_uses_is_in_no_bill_and_no_list_of_licences() -> None:
    """The environment of the tests has such a tool too."""
    listed = {one.name for one in import_module("steps.licences").libraries_in(Path(pytest.__file__).parents[1])}
    assert "httpx" in listed
    assert not {"cyclonedx-python-lib", "pluggy", "vitec-desktop", "pip"} & listed


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
