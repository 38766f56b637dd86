import json
from pathlib import Path
from typing import Any

import pytest

from vitec_desktop.accounts.machine_defaults import MachineDefaults, load_machine_defaults, machine_defaults_path
from vitec_desktop.accounts.offices import Office

SOLNA = Office("M30011", "Norrby Solna")
SUNDBYBERG = Office("M30012")


def written(folder: Path, content: Any) -> Path:
    file = folder / "defaults.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return file


def test_a_computer_without_defaults_has_none(tmp_path: Path) -> None:
    assert load_machine_defaults(tmp_path / "defaults.json") == MachineDefaults()


@pytest.mark.parametrize("ids", ["m30011=Norrby Solna, M30012", ["M30011=Norrby Solna", "M30012"]])
def test_the_file_sets_address_offices_and_language(tmp_path: Path, ids: object) -> None:
    file = written(tmp_path, {"base_url": " https://connect.example ", "customer_ids": ids, "language": "EN"})
    assert load_machine_defaults(file) == MachineDefaults("https://connect.example", (SOLNA, SUNDBYBERG), "en")


def test_a_file_with_a_byte_order_mark_is_loaded(tmp_path: Path) -> None:
    file = written(tmp_path, b'\xef\xbb\xbf{"language": "en"}')
    assert load_machine_defaults(file) == MachineDefaults(language="en")


def test_registry_values_override_the_file_one_by_one(tmp_path: Path) -> None:
    file = written(tmp_path, {"base_url": "https://file.example", "language": "en"})
    registry = {"BaseUrl": "https://registry.example", "CustomerIds": "M30012", "Language": ""}
    found = load_machine_defaults(file, lambda: registry)
    assert found == MachineDefaults("https://registry.example", (SUNDBYBERG,), "en")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'"text"'])
def test_a_damaged_file_counts_as_none_and_is_named(tmp_path: Path, content: bytes) -> None:
    assert load_machine_defaults(written(tmp_path, content)) == MachineDefaults(unreadable=("defaults.json",))


def test_an_invalid_value_does_not_affect_the_others(tmp_path: Path) -> None:
    file = written(tmp_path, {"base_url": 5, "customer_ids": "Solna", "language": "en"})
    found = load_machine_defaults(file)
    assert found == MachineDefaults(language="en", unreadable=("base_url", "customer_ids"))


@pytest.mark.parametrize("ids", [5, None, {"a": 1}, ["M30011", 5]])
def test_invalid_ids_are_named(tmp_path: Path, ids: object) -> None:
    assert load_machine_defaults(written(tmp_path, {"customer_ids": ids})).unreadable == ("customer_ids",)


def test_an_invalid_registry_value_is_named(tmp_path: Path) -> None:
    found = load_machine_defaults(tmp_path / "none", lambda: {"BaseUrl": 1, "CustomerIds": b"M1"})
    assert found == MachineDefaults(unreadable=("base_url", "customer_ids"))


def test_the_file_is_where_only_administrators_can_write() -> None:
    assert machine_defaults_path("linux", {}) == Path("/etc/vitec-desktop/defaults.json")
    assert machine_defaults_path("darwin", {}) == Path("/Library/Application Support/Vitec Desktop/defaults.json")
    assert machine_defaults_path("win32", {"ProgramData": "D:/Data"}) == Path("D:/Data/Vitec Desktop/defaults.json")
    assert machine_defaults_path("win32", {}).name == "defaults.json"


@pytest.mark.parametrize("value", ["on", " OFF ", "ask"])
def test_saved_reports_can_be_forced(tmp_path: Path, value: str) -> None:
    file = written(tmp_path, {"archive": value, "archive_months": 6})
    found = load_machine_defaults(file)
    assert (found.archive, found.archive_months, found.unreadable) == (value.strip().lower(), 6, ())
    by_registry = load_machine_defaults(tmp_path / "none", lambda: {"Archive": value, "ArchiveMonths": "6"})
    assert by_registry == found


@pytest.mark.parametrize("months", [0, 25, "x", 6.5, True, None, [6], "-1"])
def test_what_is_no_choice_and_no_number_of_months_is_named(tmp_path: Path, months: object) -> None:
    found = load_machine_defaults(written(tmp_path, {"archive": "yes", "archive_months": months}))
    assert found == MachineDefaults(unreadable=("archive", "archive_months"))
