"""The connections' file."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitec_desktop.accounts.connections import Connection, ConnectionFile, LoadedConnections, new_connection_id
from vitec_desktop.accounts.offices import Office
from vitec_desktop.storage.file_lock import LOCK_FILE
from vitec_desktop.storage.json_file import SaveProblem, SettingsNotSaved

SOLNA = Connection(
    "a1", "Norrby Mäkleri", "norrby_rapport", (Office("M30011", "Solna"), Office("M30012")), "https://example.test"
)
KISTA = Connection("b2", "Kista", "norrby_rapport", (Office("G2"),), "http://127.0.0.1:8000")

words = st.text(max_size=10)
connections = st.builds(
    Connection,
    id=st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    name=words,
    user=words,
    offices=st.lists(st.builds(Office, st.from_regex(r"[MSOGT][0-9]{1,5}", fullmatch=True), words), max_size=3).map(
        tuple
    ),
    base_url=words,
)


@pytest.fixture
def file(tmp_path: Path) -> ConnectionFile:
    return ConnectionFile(tmp_path / "connections.json")


def names(file: ConnectionFile) -> list[str]:
    return sorted(entry.name for entry in file.path.parent.iterdir() if entry.name != LOCK_FILE)


def test_without_a_file_there_are_no_connections(file: ConnectionFile) -> None:
    assert file.load() == LoadedConnections()


@given(some=st.lists(connections, max_size=3, unique_by=lambda connection: connection.id))
def test_saved_connections_are_loaded_again(some: list[Connection], tmp_path_factory: pytest.TempPathFactory) -> None:
    file = ConnectionFile(tmp_path_factory.mktemp("profile") / "connections.json")
    file.save_all(some)
    assert file.load() == LoadedConnections(tuple(some))


def test_the_file_is_readable_and_names_no_password(file: ConnectionFile) -> None:
    file.save_all([SOLNA])
    assert json.loads(file.path.read_text(encoding="utf-8")) == {
        "version": 1,
        "connections": [
            {
                "id": "a1",
                "name": "Norrby Mäkleri",
                "user": "norrby_rapport",
                "offices": [{"id": "M30011", "name": "Solna"}, {"id": "M30012", "name": ""}],
                "base_url": "https://example.test",
            }
        ],
    }
    assert "Norrby Mäkleri" in file.path.read_text(encoding="utf-8")


def test_a_connection_is_added_replaced_and_removed(file: ConnectionFile) -> None:
    assert file.save(SOLNA) == (SOLNA,)
    assert file.save(KISTA) == (SOLNA, KISTA)
    renamed = Connection("a1", "Norrby", "annan", (Office("M1"),), "https://example.test")
    assert file.save(renamed) == (renamed, KISTA)
    assert file.load().entries == (renamed, KISTA)
    assert file.remove("a1") == (KISTA,)
    assert file.remove("a1") == (KISTA,)
    assert file.load().entries == (KISTA,)


def test_a_damaged_file_is_moved_aside(file: ConnectionFile) -> None:
    file.path.write_text('{"version": 1, "connections": [{"id": "a1", "na')
    loaded = file.load()
    assert loaded.entries == ()
    assert loaded.is_damaged
    assert loaded.backup_path is not None
    assert loaded.backup_path.name.startswith("connections.damaged-")
    assert file.save(KISTA) == (KISTA,)
    assert "na" in loaded.backup_path.read_text()


@pytest.mark.parametrize(
    "damage",
    [
        5,
        None,
        {},
        {"id": ""},
        {"id": "c", "name": "n", "user": "u", "offices": "M1", "base_url": "x"},
        {"id": "c", "name": "n", "user": "u", "offices": [5], "base_url": "x"},
        {"id": "c", "name": "n", "user": "u", "offices": [{"id": "Solna"}], "base_url": "x"},
        {"id": "c", "name": "n", "user": "u", "offices": [{"id": "M1", "name": 5}], "base_url": "x"},
        {"id": "c", "name": 5, "user": "u", "offices": [], "base_url": "x"},
        {"id": "c", "name": "n", "user": "u", "offices": []},
        {"id": "a1", "name": "same id", "user": "u", "offices": [], "base_url": "x"},
    ],
    ids=repr,
)
def test_a_damaged_connection_is_dropped_and_the_others_stay(file: ConnectionFile, damage: object) -> None:
    file.save_all([SOLNA, KISTA])
    content = json.loads(file.path.read_text(encoding="utf-8"))
    content["connections"].insert(1, damage)
    text = json.dumps(content)
    file.path.write_text(text)
    loaded = file.load()
    assert loaded.entries == (SOLNA, KISTA)
    assert loaded.is_damaged
    assert loaded.backup_path is not None
    assert loaded.backup_path.read_text() == text
    # Reported once, and sound from then on.
    assert file.load() == LoadedConnections((SOLNA, KISTA))


@pytest.mark.parametrize("value", [None, 5, "text", {"a": 1}])
def test_a_value_that_is_no_list_is_dropped_after_a_backup(file: ConnectionFile, value: object) -> None:
    file.path.write_text(json.dumps({"version": 1, "connections": value}))
    loaded = file.load()
    assert (loaded.entries, loaded.is_damaged) == ((), True)
    assert loaded.backup_path is not None
    assert file.load() == LoadedConnections()


def test_an_office_written_by_hand_needs_no_name_and_no_capitals(file: ConnectionFile) -> None:
    file.path.write_text(
        '{"connections": [{"id": "c", "name": "n", "user": "u", "offices": [{"id": "m30011"}], "base_url": "x"}]}'
    )
    assert file.load() == LoadedConnections((Connection("c", "n", "u", (Office("M30011"),), "x"),))


def test_a_file_of_a_newer_version_is_loaded_but_not_changed(file: ConnectionFile) -> None:
    file.save_all([SOLNA])
    content = json.loads(file.path.read_text(encoding="utf-8"))
    text = json.dumps({**content, "version": 99, "connections": [*content["connections"], {"new": "kind"}]})
    file.path.write_text(text)
    assert file.load() == LoadedConnections((SOLNA,), is_newer_version=True)
    with pytest.raises(SettingsNotSaved) as refused:
        file.save(KISTA)
    assert refused.value.problem is SaveProblem.NEWER_VERSION
    with pytest.raises(SettingsNotSaved) as refused:
        file.remove("a1")
    assert refused.value.problem is SaveProblem.NEWER_VERSION
    assert file.path.read_text() == text
    assert names(file) == ["connections.json"]


def test_an_unreadable_file_is_not_overwritten(file: ConnectionFile) -> None:
    file.path.mkdir()
    assert file.load() == LoadedConnections(is_unreadable=True)
    with pytest.raises(SettingsNotSaved):
        file.save(KISTA)
    assert names(file) == ["connections.json"]


def test_new_ids_are_unique() -> None:
    ids = {new_connection_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(id_) == 16 and id_.isalnum() for id_ in ids)
