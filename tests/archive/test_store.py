"""Saving, listing, opening and erasing reports."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from tests.accounts.fake_keyrings import (
    HangingKeyring,
    LimitedKeyring,
    MemoryKeyring,
    RaisingKeyring,
    keyring_from_module,
)
from tests.archive.factories import (
    NOW,
    SOLNA,
    VASASTAN,
    Clock,
    a_keyring,
    a_lead,
    a_login,
    a_snapshot,
    a_tip,
    an_archive,
    leads,
    tips,
)
from vitec_desktop.accounts.keyring_backend import KeyringProblem
from vitec_desktop.accounts.secret_store import SecretStore
from vitec_desktop.archive.archive_settings import SETTINGS_FILE, ArchiveChoice, ArchivePolicy
from vitec_desktop.archive.file_format import OtherKey, ReportDamaged, decode_snapshot
from vitec_desktop.archive.key import ArchiveClosed, ArchiveState
from vitec_desktop.archive.report_files import (
    ArchiveListing,
    DamagedFile,
    FilesLeft,
    ReportFiles,
    ReportMissing,
    ReportNotSaved,
)
from vitec_desktop.archive.retention import MAX_BYTES
from vitec_desktop.archive.selection import Since, SinceKind
from vitec_desktop.archive.snapshot import Snapshot, sources_of
from vitec_desktop.archive.store import Erased, ReportArchive, ReportRefused
from vitec_desktop.storage import atomic_file
from vitec_desktop.storage.file_lock import profile_lock
from vitec_desktop.storage.json_file import SaveProblem
from vitec_desktop.webservice.models import Contact, ListKind
from vitec_desktop.webservice.timestamps import SWEDEN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.vdr"))


def keys(ring: KeyringBackend) -> int:
    assert isinstance(ring, MemoryKeyring)
    return len(ring.entries)


def damage(folder: Path, report_id: str) -> None:
    """Damage the rows of a file; its header and its facts stay whole."""
    path = folder / f"{report_id}.vdr"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


@contextmanager
def closed(state: ArchiveState) -> Iterator[None]:
    with pytest.raises(ArchiveClosed) as raised:
        yield
    assert raised.value.state is state


# Saving and opening


def test_a_report_is_opened_at_the_next_start(folder: Path) -> None:
    ring = a_keyring()
    snapshot = a_snapshot({SOLNA: tips(a_tip()), VASASTAN: leads(a_lead())})
    saved = an_archive(folder, ring).save(snapshot)
    archive = an_archive(folder, ring)
    [listed] = archive.list().reports
    assert listed == saved
    assert listed.row_count == 2
    assert archive.load(saved.id).report == snapshot.report
    assert files(folder) == [f"{saved.id}.vdr"]
    assert keys(ring) == 1
    [secret] = ring.entries.values()  # type: ignore[attr-defined]
    assert len(secret) == 44


def test_an_archive_that_was_never_used_is_empty_and_makes_nothing(folder: Path) -> None:
    archive = an_archive(folder)
    assert archive.list().reports == ()
    assert archive.status().state is ArchiveState.EMPTY
    assert not archive.has_reports
    archive.clean()
    assert not folder.exists()


def test_a_report_that_is_not_there_is_missing(folder: Path) -> None:
    ring = a_keyring()
    archive = an_archive(folder, ring)
    archive.save(a_snapshot())
    for report_id in ("0" * 16, "../archive", ""):
        with pytest.raises(ReportMissing):
            archive.load(report_id)
    saved = archive.save(a_snapshot())
    an_archive(folder, ring).clear()  # as another process does
    with pytest.raises(ReportMissing):
        an_archive(folder, ring).load(saved.id)


def test_the_file_may_be_read_by_its_user_alone(folder: Path) -> None:
    saved = an_archive(folder).save(a_snapshot())
    assert (folder / f"{saved.id}.vdr").stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


def test_reports_are_in_the_order_of_saving_when_the_clock_was_set_back(folder: Path) -> None:
    archive = an_archive(folder)
    first = archive.save(a_snapshot(fetched_at=NOW))
    second = archive.save(a_snapshot(fetched_at=NOW - timedelta(days=3)))
    assert [one.id for one in archive.list().reports] == [second.id, first.id]


# What the user and IT choose


def test_saving_is_off_until_the_user_says_yes(folder: Path) -> None:
    archive = an_archive(folder)
    assert not archive.is_on
    assert archive.status().should_offer
    archive.turn_on(months=6)
    status = an_archive(folder, a_keyring()).status()
    assert (status.is_on, status.should_offer, status.months) == (True, False, 6)
    archive.turn_off()
    assert not archive.is_on
    assert not archive.status().should_offer


@pytest.mark.parametrize(("choice", "is_on"), [(ArchiveChoice.ON, True), (ArchiveChoice.OFF, False)])
def test_it_decides(folder: Path, choice: ArchiveChoice, is_on: bool) -> None:
    archive = an_archive(folder, policy=ArchivePolicy(choice, months=2))
    status = archive.status()
    assert (status.is_on, status.is_forced, status.months, status.are_months_forced) == (is_on, True, 2, True)
    assert not status.should_offer
    assert archive.is_on is is_on


def test_without_a_safe_keyring_nothing_is_offered_and_nothing_saved(folder: Path) -> None:
    for module in ("keyring.backends.fail", "keyrings.alt.file"):
        archive = an_archive(folder, keyring_from_module(module))
        status = archive.status()
        assert status.state is ArchiveState.NO_KEYRING
        assert not status.should_offer
        with closed(ArchiveState.NO_KEYRING):
            archive.turn_on()
        with closed(ArchiveState.NO_KEYRING):
            archive.save(a_snapshot())
        assert files(folder) == []
        assert not archive.is_on


# The keyring's faults


def test_a_lost_key_is_told_and_a_new_archive_can_be_made(folder: Path) -> None:
    ring, clock = a_keyring(), Clock()
    archive = an_archive(folder, ring, clock)
    archive.turn_on()
    old = archive.save(a_snapshot())
    archive = an_archive(folder, a_keyring(), clock)
    assert archive.status().state is ArchiveState.NO_KEY
    for act in (archive.list, lambda: archive.load(old.id), lambda: archive.save(a_snapshot())):
        with closed(ArchiveState.NO_KEY):
            act()
    archive.turn_on()
    new = archive.save(a_snapshot(fetched_at=NOW + timedelta(hours=1)))
    listing = archive.list()
    assert [one.id for one in listing.reports] == [new.id]
    assert listing.other_keys == 1
    with pytest.raises(OtherKey):
        archive.load(old.id)
    archive.clean()
    clock.pass_days(29)
    archive.clean()
    assert f"{old.id}.vdr" in files(folder)
    clock.pass_days(1)
    archive.clean()
    assert files(folder) == [f"{new.id}.vdr"]


def test_a_lost_key_is_made_anew_once_there_is_nothing_that_it_could_open(folder: Path) -> None:
    ring = a_keyring()
    archive = an_archive(folder, ring)
    saved = archive.save(a_snapshot())
    damage(folder, saved.id)
    with pytest.raises(ReportDamaged):
        archive.load(saved.id)
    archive = an_archive(folder, a_keyring())
    with closed(ArchiveState.NO_KEY):  # the key might come back and open what was set aside
        archive.save(a_snapshot())
    for path in folder.glob("*.damaged"):
        path.unlink()
    assert archive.find_person("Anna Berg").reports == 0
    saved = archive.save(a_snapshot())
    assert [one.id for one in archive.list().reports] == [saved.id]


@pytest.mark.parametrize("replaced", ["", "no base64!", "AAAA", "A" * 43 + "="])
def test_a_replaced_key_is_no_key(folder: Path, replaced: str) -> None:
    ring = a_keyring()
    an_archive(folder, ring).save(a_snapshot())
    [(service, user)] = ring.entries  # type: ignore[attr-defined]
    ring.set_password(service, user, replaced)
    archive = an_archive(folder, ring)
    assert archive.status().state is ArchiveState.NO_KEY
    assert len(files(folder)) == 1
    archive.clean()
    assert len(files(folder)) == 1


@pytest.mark.parametrize(
    ("ring", "problem"),
    [
        (RaisingKeyring(KeyringLocked()), KeyringProblem.LOCKED),
        (RaisingKeyring(OSError("refused")), KeyringProblem.LOCKED),  # it may prompt: it is not even asked
        (MemoryKeyring(), KeyringProblem.LOCKED),
    ],
)
def test_a_keyring_that_gives_no_answer_is_locked_and_never_taken_for_lost(
    folder: Path, ring: KeyringBackend, problem: KeyringProblem
) -> None:
    an_archive(folder).save(a_snapshot())
    archive = an_archive(folder, ring)
    status = archive.status()
    assert (status.state, status.problem) == (ArchiveState.LOCKED, problem)
    with closed(ArchiveState.LOCKED):
        archive.turn_on(may_prompt=False)
    archive.clean()
    assert len(files(folder)) == 1


def test_a_keyring_of_windows_has_room_for_the_key(folder: Path) -> None:
    ring = type("Keyring", (LimitedKeyring,), {"__module__": "keyring.backends.Windows"})()
    archive = an_archive(folder, ring)
    archive.save(a_snapshot())
    assert len(archive.list().reports) == 1
    assert ring.persist == "local machine"


def test_a_copied_folder_is_closed_until_it_is_adopted(folder: Path, tmp_path: Path) -> None:
    ring = a_keyring()
    original = an_archive(folder, ring)
    original.turn_on()
    saved = original.save(a_snapshot(tips(a_tip())))
    copy_folder = tmp_path / "copy" / "archive"
    shutil.copytree(folder, copy_folder)
    copy = an_archive(copy_folder, ring)
    assert copy.status().state is ArchiveState.COPIED
    for act in (
        copy.list,
        lambda: copy.save(a_snapshot()),
        lambda: copy.forget("Eva Lund"),
        lambda: copy.delete([saved.id]),
    ):
        with closed(ArchiveState.COPIED):
            act()
    copy.clean()
    assert files(copy_folder) == files(folder)
    copy.turn_on()
    assert copy.load(saved.id).report == original.load(saved.id).report
    assert keys(ring) == 2
    copy.clear()
    assert original.load(saved.id).report.row_count == 1
    assert keys(ring) == 1


def test_clearing_a_copied_folder_leaves_the_original_s_key(folder: Path, tmp_path: Path) -> None:
    ring = a_keyring()
    an_archive(folder, ring).save(a_snapshot())
    shutil.copytree(folder, tmp_path / "copy")
    an_archive(tmp_path / "copy", ring).clear()
    assert files(tmp_path / "copy") == []
    assert len(an_archive(folder, ring).list().reports) == 1


def test_files_without_settings_are_closed_until_they_are_adopted(folder: Path) -> None:
    ring = a_keyring()
    saved = an_archive(folder, ring).save(a_snapshot(tips(a_tip())))
    (folder / SETTINGS_FILE).write_text("{damaged")
    archive = an_archive(folder, ring)
    assert archive.status().state is ArchiveState.COPIED
    archive.turn_on()
    assert archive.load(saved.id).report.row_count == 1


# Damage


def test_a_damaged_file_is_set_aside_and_the_rest_goes_on(folder: Path) -> None:
    clock = Clock()
    archive = an_archive(folder, clock=clock)
    good, bad, worse = (archive.save(a_snapshot(fetched_at=NOW + timedelta(hours=n))) for n in range(3))
    (folder / f"{worse.id}.vdr").write_bytes(b"VITECRPT and then something else")
    damage(folder, bad.id)
    listing = archive.list()
    assert [one.name for one in listing.damaged] == [f"{worse.id}.damaged"]
    assert [one.id for one in listing.reports] == [bad.id, good.id]
    with pytest.raises(ReportDamaged):
        archive.load(bad.id)
    assert files(folder) == [f"{good.id}.vdr"]
    assert archive.list().damaged == ()
    archive.load(good.id)
    assert len(list(folder.glob("*.damaged"))) == 2
    clock.pass_days(40)  # of the files' own time, which is today's
    clock.now = max(clock.now, clock.now.now(clock.now.tzinfo) + timedelta(days=31))
    archive.clean()
    assert list(folder.glob("*.damaged")) == []


def test_what_was_set_aside_is_told_once_and_listed_as_long_as_it_lies_there(folder: Path) -> None:
    ring = a_keyring()
    archive = an_archive(folder, ring)
    told: list[DamagedFile] = []
    archive.on_set_aside = told.append
    bad, empty = (archive.save(a_snapshot(fetched_at=NOW + timedelta(hours=n))) for n in range(2))
    damage(folder, bad.id)
    (folder / f"{empty.id}.vdr").write_bytes(b"")
    assert archive.load_newest(sources_of([a_login()])) is None
    expected = {f"{bad.id}.damaged": bad.fetched_at, f"{empty.id}.damaged": None}
    assert {one.name: one.fetched_at for one in told} == expected
    for listing in (archive.list(), an_archive(folder, ring).list()):
        assert {one.name: one.fetched_at for one in listing.set_aside} == expected
        assert listing.size == sum(path.stat().st_size for path in folder.glob("*.damaged"))
    assert len(told) == 2
    archive.clear()
    assert archive.list().set_aside == ()


def test_the_report_before_a_damaged_one_is_compared_with(folder: Path) -> None:
    archive = an_archive(folder)
    good = archive.save(a_snapshot(tips(a_tip())))
    bad = archive.save(a_snapshot(fetched_at=NOW + timedelta(hours=1)))
    damage(folder, bad.id)
    current = a_snapshot(fetched_at=NOW + timedelta(days=1)).facts
    found = archive.find_earlier(current, Since(SinceKind.LAST))
    assert found.saved
    assert (found.saved.id, found.is_last_damaged) == (good.id, True)
    assert not archive.find_earlier(current, Since(SinceKind.LAST)).is_last_damaged


# The disk's faults


def test_a_full_disk_is_told_before_anything_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = an_archive(folder)
    archive.save(a_snapshot())
    before = files(folder)
    usage = shutil.disk_usage(folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(ReportNotSaved) as raised:
        archive.save(a_snapshot())
    assert raised.value.problem is SaveProblem.DISK_FULL
    assert files(folder) == before


def test_a_write_that_fails_leaves_what_was_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = an_archive(folder)
    archive.save(a_snapshot())
    before = files(folder)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(ReportNotSaved) as raised:
        archive.save(a_snapshot())
    assert raised.value.problem is SaveProblem.DISK_FULL
    monkeypatch.undo()
    assert files(folder) == before
    assert [path.name for path in folder.iterdir() if path.suffix == ".tmp"] == []
    assert len(archive.list().reports) == 1


def test_a_folder_that_is_a_file_or_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportNotSaved):
        an_archive(tmp_path / "file" / "archive").save(a_snapshot())
    archive = an_archive(tmp_path / "archive")
    archive.save(a_snapshot())
    shutil.rmtree(tmp_path / "archive")
    assert archive.list().reports == ()
    archive.save(a_snapshot())
    assert len(archive.list().reports) == 1


def test_two_processes_take_turns(folder: Path) -> None:
    ring = a_keyring()
    one, other = an_archive(folder, ring), an_archive(folder, ring)
    first = one.save(a_snapshot())
    second = other.save(a_snapshot(fetched_at=NOW + timedelta(hours=1)))
    one.forget("Maja Forsell")
    assert [saved.id for saved in other.list().reports] == [second.id, first.id]


# What is compared with what


def test_the_last_the_last_exported_and_a_day_s_report(folder: Path) -> None:
    archive = an_archive(folder)
    monday, tuesday, today = (archive.save(a_snapshot(fetched_at=NOW + timedelta(days=day))) for day in (0, 1, 7))
    current = a_snapshot(fetched_at=NOW + timedelta(days=7, hours=1)).facts

    def found(since: Since) -> str | None:
        saved = archive.find_earlier(current, since).saved
        return saved.id if saved else None

    assert found(Since(SinceKind.LAST)) == today.id
    assert found(Since(SinceKind.EARLIER_DAY)) == tuesday.id
    assert found(Since(SinceKind.LAST_EXPORT)) is None
    assert found(Since(SinceKind.DAY, NOW.date() + timedelta(days=6))) == tuesday.id
    assert found(Since(SinceKind.DAY, NOW.date())) == monday.id
    assert found(Since(SinceKind.DAY, NOW.date() - timedelta(days=1))) is None
    assert found(Since(SinceKind.SAVED_REPORT, report_id=monday.id)) == monday.id
    archive.remember_export(monday.id)
    assert found(Since(SinceKind.LAST_EXPORT)) == monday.id
    assert archive.find_default_earlier(current)[0].saved == monday
    archive.delete([monday.id])
    assert found(Since(SinceKind.LAST_EXPORT)) is None
    earlier, kind = archive.find_default_earlier(current)
    assert (earlier.saved, kind) == (tuesday, SinceKind.EARLIER_DAY)


def test_the_report_itself_is_not_the_last(folder: Path) -> None:
    archive = an_archive(folder)
    earlier = archive.save(a_snapshot())
    snapshot = a_snapshot(fetched_at=NOW + timedelta(days=7))
    archive.save(snapshot)
    assert archive.find_earlier(snapshot.facts, Since(SinceKind.LAST)).saved == earlier


def test_the_hour_that_comes_twice_is_two_hours(folder: Path) -> None:
    archive = an_archive(folder)
    summer = datetime(2026, 10, 25, 2, 50, tzinfo=SWEDEN)
    winter = datetime(2026, 10, 25, 2, 10, tzinfo=SWEDEN, fold=1)
    first, second = a_snapshot(tips(a_tip()), fetched_at=summer), a_snapshot(fetched_at=winter)
    earlier = archive.save(first)
    assert archive.find_earlier(first.facts, Since(SinceKind.LAST)).saved is None  # nothing but itself is saved
    assert archive.find_earlier(second.facts, Since(SinceKind.LAST)).saved == earlier
    assert [one.facts.fetched_at for one in archive.load_before(second.facts)] == [summer.astimezone(UTC)]


def test_reports_of_other_users_offices_and_addresses_are_never_compared_or_opened(folder: Path) -> None:
    archive = an_archive(folder)
    logins = [a_login(), a_login(user="bo"), a_login("https://test.example"), a_login(customers=(VASASTAN,))]
    saved = [archive.save(a_snapshot({login.customers[0]: {}}, logins=[login])) for login in logins]
    later = NOW + timedelta(days=7)
    for login, report in zip(logins, saved, strict=True):
        current = a_snapshot({login.customers[0]: {}}, logins=[login], fetched_at=later).facts
        assert archive.find_earlier(current, Since(SinceKind.LAST)).saved == report
        newest = archive.load_newest(sources_of([login]))
        assert newest
        assert newest[0] == report


def test_after_a_refusal_reports_stay_closed_until_a_sign_in_succeeds(folder: Path) -> None:
    archive = an_archive(folder)
    saved = archive.save(a_snapshot())
    sources = sources_of([a_login()])
    archive.refuse(sources)
    assert archive.list().refused == {saved.id}
    with pytest.raises(ReportRefused):
        archive.load(saved.id)
    assert archive.load_newest(sources) is None
    archive.accept(sources)
    assert archive.load_newest(sources)


# Erasing


def test_clearing_deletes_the_key_first_and_then_the_files(folder: Path) -> None:
    ring = a_keyring()
    archive = an_archive(folder, ring)
    archive.turn_on(months=3)
    for _ in range(3):
        archive.save(a_snapshot())
    assert archive.clear() == Erased(3, is_key_deleted=True)
    assert (files(folder), keys(ring)) == ([], 0)
    status = archive.status()
    assert (status.state, status.is_on, status.months) == (ArchiveState.EMPTY, True, 3)


def test_clearing_a_folder_that_cannot_be_changed_leaves_files_that_nobody_can_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = a_keyring()
    archive = an_archive(folder, ring)
    kept, *_ = [archive.save(a_snapshot()) for _ in range(3)]
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.stem == kept.id:
            raise OSError(errno.EROFS, "Read-only file system")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(FilesLeft):
        archive.clear()
    assert (files(folder), keys(ring)) == ([f"{kept.id}.vdr"], 0)
    with closed(ArchiveState.NO_KEY):
        an_archive(folder, ring).list()
    monkeypatch.undo()
    assert archive.clear().files == 1
    assert archive.status().state is ArchiveState.EMPTY


def test_a_key_that_clearing_has_deleted_is_made_anew_though_the_settings_could_not_be_saved(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = a_keyring()
    archive = an_archive(folder, ring)
    archive.turn_on()

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    assert archive.clear() == Erased(0, is_key_deleted=True)
    monkeypatch.undo()
    archive = an_archive(folder, ring)
    assert archive.status().state is ArchiveState.EMPTY
    assert archive.list().reports == ()
    saved = archive.save(a_snapshot())
    assert [one.id for one in an_archive(folder, ring).list().reports] == [saved.id]


def test_clearing_needs_no_key(folder: Path) -> None:
    an_archive(folder).save(a_snapshot())
    assert an_archive(folder, a_keyring()).clear().files == 1
    an_archive(folder).save(a_snapshot())
    with closed(ArchiveState.LOCKED):  # the files are gone; the keyring may still have the key
        an_archive(folder, MemoryKeyring()).clear()
    assert files(folder) == []


def test_a_removed_connection_s_reports_are_erased(folder: Path) -> None:
    archive = an_archive(folder)
    solna, vasastan = a_login(), a_login(user="bo", customers=(VASASTAN,))
    rows = {SOLNA: tips(a_tip("s")), VASASTAN: tips(a_tip("v"))}
    both = archive.save(a_snapshot(rows, logins=[solna, vasastan]))
    archive.save(a_snapshot({VASASTAN: {}}, logins=[vasastan]))
    archive.remove_sources(sources_of([vasastan]))
    assert [one.id for one in archive.list().reports] == [both.id]
    left = archive.load(both.id)
    assert [row.row_id for row in left.rows[ListKind.TIPS]] == ["s"]
    assert left.facts.scope.customers == (SOLNA,)
    assert left.report.row_count == left.facts.row_counts[ListKind.TIPS] == 1


def test_a_removed_connection_s_reports_are_erased_as_soon_as_the_keyring_is_open(folder: Path) -> None:
    ring = a_keyring()
    an_archive(folder, ring).save(a_snapshot())
    an_archive(folder, MemoryKeyring()).remove_sources(sources_of([a_login()]))
    assert len(files(folder)) == 1
    an_archive(folder, ring).clean()
    assert files(folder) == []
    assert keys(ring) == 0


def test_a_removed_connection_s_rows_go_later_from_a_file_that_cannot_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = an_archive(folder)
    solna, vasastan = a_login(), a_login(user="bo", customers=(VASASTAN,))
    both = archive.save(a_snapshot({SOLNA: tips(a_tip("s")), VASASTAN: tips(a_tip("v"))}, logins=[solna, vasastan]))
    archive.save(a_snapshot({VASASTAN: {}}, logins=[vasastan]))

    def refuse(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "", str(path))

    monkeypatch.setattr(atomic_file, "RETRY_DELAYS", (0.001,))
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReportNotSaved):
        archive.remove_sources(sources_of([vasastan]))
    monkeypatch.undo()
    assert files(folder) == [f"{both.id}.vdr"]  # the other has nothing else, and is not read
    archive.clean()
    assert [row.row_id for row in archive.load(both.id).rows[ListKind.TIPS]] == ["s"]
    assert archive.settings.removed_sources == ()


def test_a_removed_connection_takes_the_offices_along_that_it_had_earlier(folder: Path) -> None:
    archive = an_archive(folder)
    login = a_login()
    archive.save(a_snapshot(logins=[login]))
    archive.save(a_snapshot({VASASTAN: {}}, logins=[a_login(customers=(VASASTAN,))]))
    other = archive.save(a_snapshot(logins=[a_login(user="bo")]))
    archive.remove_connection(login.login.base_url, "anna", ["M30011"], sources_of([a_login(user="bo")]))
    assert [one.id for one in archive.list().reports] == [other.id]


def test_a_removed_connection_leaves_what_another_one_has_too(folder: Path) -> None:
    archive = an_archive(folder)
    archive.save(a_snapshot())
    shared = archive.save(a_snapshot({VASASTAN: {}}, logins=[a_login(customers=(VASASTAN,))]))
    spared = sources_of([a_login(customers=(VASASTAN,))])
    archive.remove_connection(a_login().login.base_url, "anna", ["M30011", "M30012"], spared)
    assert [one.id for one in archive.list().reports] == [shared.id]


def test_forgetting_a_person_writes_all_files_anew_under_a_new_key(folder: Path) -> None:
    ring = a_keyring()
    archive = an_archive(folder, ring)
    eva, bo = Contact("k1", "Eva", "Lund"), Contact("k2", "Bo", "Ek")
    rows = [a_tip("1", contact=eva), a_tip("2", contact=bo, message="Hälsa Eva Lunds man"), a_tip("3", contact=bo)]
    saved = [archive.save(a_snapshot(tips(*rows), fetched_at=NOW + timedelta(hours=n))) for n in range(2)]
    before = {name: (folder / name).read_bytes() for name in files(folder)}
    [old_key] = ring.entries.values()  # type: ignore[attr-defined]
    assert archive.find_person("EVA  LUND") == archive.forget(" eva lund ")
    assert archive.find_person("Eva Lund").rows == 0
    for report in saved:
        first, second, third = archive.load(report.id).rows[ListKind.TIPS]
        assert (first.contact, first.tip.title, first.tip.message) == (None, None, None)  # type: ignore[union-attr]
        assert (second.contact, second.tip.title, second.tip.message) == (bo, "Villa i Solna", None)  # type: ignore[union-attr]
        assert third == rows[2]
    assert {name: (folder / name).read_bytes() for name in files(folder)}.keys() == before.keys()
    assert keys(ring) == 1
    assert old_key not in ring.entries.values()  # type: ignore[attr-defined]
    for name, content in before.items():  # a copy in a backup
        (folder / name).write_bytes(content)
    assert an_archive(folder, ring).list().reports == ()


def test_forgetting_deletes_what_is_damaged_since_nobody_can_search_it(folder: Path) -> None:
    archive = an_archive(folder)
    rows = tips(a_tip("1", contact=Contact("k1", "Eva", "Lund")))
    good, bad = (archive.save(a_snapshot(rows, fetched_at=NOW + timedelta(hours=n))) for n in range(2))
    damage(folder, bad.id)
    for text, found in (("Bo Ek", 0), ("Eva Lund", 1)):
        damage(folder, archive.save(a_snapshot(rows, fetched_at=NOW)).id)
        matches = archive.find_person(text)
        assert (matches.rows, matches.reports, matches.damaged, matches.unsearched) == (found, found, 2 - found, 0)
        assert archive.forget(text) == matches
        assert list(folder.glob("*.damaged")) == []
    assert files(folder) == [f"{good.id}.vdr"]


def test_a_file_that_cannot_be_searched_for_a_person_is_counted(folder: Path) -> None:
    archive = an_archive(folder)
    saved = [archive.save(a_snapshot(fetched_at=NOW + timedelta(hours=n))) for n in range(2)]
    other = an_archive(folder.with_name("other"))
    elsewhere = other.save(a_snapshot())
    shutil.copy(other.folder / f"{elsewhere.id}.vdr", folder)
    assert archive.find_person("Eva Lund").unsearched == 1
    assert archive.forget("Eva Lund").unsearched == 1
    assert len(files(folder)) == len(saved) + 1


def test_a_file_that_cannot_be_read_while_a_person_is_looked_for_is_counted_and_the_folder_is_listed_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = an_archive(folder)
    for hours in range(2):
        archive.save(
            a_snapshot(tips(a_tip("1", contact=Contact("k1", "Eva", "Lund"))), fetched_at=NOW + timedelta(hours=hours))
        )
    closed = files(folder)[0]
    read_bytes, list_reports, listings = Path.read_bytes, ReportFiles.list, list[None]()

    def read(path: Path) -> bytes:
        if path.name == closed:
            raise OSError(errno.EIO, "", str(path))
        return read_bytes(path)

    def list_and_count(*arguments: Any, **options: Any) -> ArchiveListing:
        listings.append(None)
        return list_reports(*arguments, **options)

    monkeypatch.setattr(Path, "read_bytes", read)
    monkeypatch.setattr(ReportFiles, "list", list_and_count)
    found = archive.find_person("Eva Lund")
    assert (found.rows, found.reports, found.damaged, found.unsearched) == (1, 1, 0, 1)
    assert len(listings) == 1


def test_a_file_that_cannot_be_read_while_a_person_is_forgotten_is_written_anew_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = a_keyring()
    archive = an_archive(folder, ring)
    rows = tips(a_tip("1", contact=Contact("k1", "Eva", "Lund")))
    saved = [archive.save(a_snapshot(rows, fetched_at=NOW + timedelta(hours=n))) for n in range(2)]
    closed, read_bytes = f"{saved[0].id}.vdr", Path.read_bytes

    def read(path: Path) -> bytes:
        if path.name == closed:
            raise PermissionError(errno.EACCES, "", str(path))
        return read_bytes(path)

    monkeypatch.setattr(atomic_file, "RETRY_DELAYS", (0.001,))
    monkeypatch.setattr(Path, "read_bytes", read)
    for _ in range(2):
        with pytest.raises(ReportNotSaved):
            archive.forget("Eva Lund")
    monkeypatch.undo()
    assert len(archive.list().reports) == 2
    archive.clean()
    assert [archive.load(one.id).rows[ListKind.TIPS][0].contact for one in saved] == [None, None]
    assert keys(ring) == 1


def test_looking_for_a_person_leaves_a_file_alone_that_another_process_may_be_writing(folder: Path) -> None:
    ring = a_keyring()
    saved = an_archive(folder, ring).save(a_snapshot())
    damage(folder, saved.id)
    impatient = ReportArchive(folder, SecretStore(lambda: ring), lock_timeout=0.0)
    with profile_lock(folder, 0.0, ".reports.lock"):
        assert impatient.find_person("Eva Lund").damaged == 0
        assert files(folder) == [f"{saved.id}.vdr"]
    assert impatient.find_person("Eva Lund").damaged == 1


def test_files_that_were_set_aside_are_told_until_the_user_knows_of_them(folder: Path) -> None:
    ring = a_keyring()
    archive = an_archive(folder, ring)
    first, second = (archive.save(a_snapshot(fetched_at=NOW + timedelta(hours=n))) for n in range(2))
    damage(folder, first.id)
    archive.find_person("Eva Lund")
    [told] = an_archive(folder, ring).list_set_aside()
    assert (told.name, told.fetched_at) == (f"{first.id}.damaged", first.fetched_at)
    archive.note_known_damaged([told.name, "no such file"])
    assert archive.settings.known_damaged == (told.name,)
    damage(folder, second.id)
    archive.find_person("Eva Lund")
    assert [one.name for one in an_archive(folder, ring).list_set_aside()] == [f"{second.id}.damaged"]


def test_forgetting_counts_each_row_once_and_takes_an_exact_contact_id(folder: Path) -> None:
    archive = an_archive(folder)
    rows = tips(
        a_tip("1", contact=Contact("K-17", "Eva", "Lund")), a_tip("2", contact=Contact("K-171", "Eva", "Lundin"))
    )
    for hour in range(3):
        archive.save(a_snapshot(rows, fetched_at=NOW + timedelta(hours=hour)))
    matches = archive.find_person("K-17")
    assert (matches.rows, matches.reports) == (1, 3)
    assert archive.forget("Eva").rows == 0
    assert archive.forget("K-17") == matches
    with pytest.raises(ValueError, match="short"):
        archive.forget("E")


def test_an_interrupted_forgetting_goes_on_at_the_next_start(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = a_keyring()
    archive = an_archive(folder, ring)
    eva = Contact("k1", "Eva", "Lund")
    for hour in range(4):
        archive.save(a_snapshot(tips(a_tip(contact=eva)), fetched_at=NOW + timedelta(hours=hour)))
    rewritten = 0
    write = ReportFiles.write

    def write_two(self: ReportFiles, *arguments: object) -> None:
        nonlocal rewritten
        rewritten += 1
        if rewritten > 2:
            raise KeyboardInterrupt
        write(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(ReportFiles, "write", write_two)
    with pytest.raises(KeyboardInterrupt):
        archive.forget("Eva Lund")
    monkeypatch.undo()
    assert b"Eva" not in (folder / SETTINGS_FILE).read_bytes()
    archive = an_archive(folder, ring)
    assert len(archive.list().reports) == 4
    assert archive.find_person("Eva Lund").reports == 2
    archive.clean()
    assert archive.find_person("Eva Lund").reports == 0
    assert (len(archive.list().reports), keys(ring)) == (4, 1)


def test_what_is_too_old_goes_at_each_start_also_while_saving_is_off(folder: Path) -> None:
    clock = Clock()
    archive = an_archive(folder, clock=clock)
    archive.turn_on(months=1)
    saved = archive.save(a_snapshot())
    archive.remember_export(saved.id)
    archive.turn_off()
    clock.pass_days(29)
    archive.clean()
    assert len(files(folder)) == 1
    clock.pass_days(2)
    archive.clean()
    assert files(folder) == []
    assert archive.settings.exports == ()


def test_people_whom_the_service_lost_go_from_older_reports_too(folder: Path) -> None:
    clock = Clock()
    archive = an_archive(folder, clock=clock)
    eva = Contact("k1", "Eva", "Lund")
    first = archive.save(a_snapshot(tips(a_tip("known", contact=eva), a_tip("gone", contact=eva))))
    archive.save(a_snapshot(tips(a_tip("known")), fetched_at=NOW + timedelta(days=1)))
    clock.pass_days(1)
    archive.clean()
    assert [row.contact for row in archive.load(first.id).rows[ListKind.TIPS]] == [eva, eva]
    archive.save(a_snapshot(tips(a_tip("known")), fetched_at=NOW + timedelta(days=2)))
    clock.pass_days(1)
    archive.clean()
    assert [row.contact for row in archive.load(first.id).rows[ListKind.TIPS]] == [None, eva]
    clock.pass_days(29)  # 30 days after the row was first missing
    archive.clean()
    known, gone = archive.load(first.id).rows[ListKind.TIPS]
    assert known.tip.message == "Ring kunden"  # type: ignore[union-attr]
    assert (gone.contact, gone.tip.title, gone.tip.message) == (None, None, None)  # type: ignore[union-attr]
    assert (gone.receiver.name, gone.receiver.id) == (None, None)  # type: ignore[union-attr]
    assert (gone.row_id, gone.tip.state, gone.receiver.company.name) == ("gone", "New", "Norrby Solna")  # type: ignore[union-attr]


def test_cleaning_reads_each_report_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    archive = an_archive(folder, clock=clock)
    for day in range(4):
        archive.save(a_snapshot(tips(a_tip()), fetched_at=NOW + timedelta(days=day)))
        clock.pass_days(1)
    read: list[datetime] = []

    def decode_and_note(*args: Any) -> Snapshot:
        snapshot = decode_snapshot(*args)
        read.append(snapshot.facts.fetched_at)
        return snapshot

    monkeypatch.setattr("vitec_desktop.archive.report_files.decode_snapshot", decode_and_note)
    archive.clean()
    assert read == [NOW + timedelta(days=day) for day in (3, 2, 1, 0)]
    archive.clean()  # once a day
    assert len(read) == 4


def test_rows_that_share_a_key_are_of_one_fetch(folder: Path) -> None:
    """Two of them without a contact are not two fetches without it."""
    archive = an_archive(folder)
    eva = Contact("k1", "Eva", "Lund")
    first = archive.save(a_snapshot(tips(a_tip(None, contact=eva))))
    archive.save(a_snapshot(tips(a_tip(None), a_tip(None)), fetched_at=NOW + timedelta(hours=1)))
    archive.clean()
    assert [row.contact for row in archive.load(first.id).rows[ListKind.TIPS]] == [eva]


def test_of_many_saved_reports_one_is_in_memory_at_a_time(folder: Path) -> None:
    archive = an_archive(folder)
    for hour in range(3):
        archive.save(a_snapshot(tips(a_tip(f"t{hour}")), fetched_at=NOW + timedelta(hours=hour)))
    current = a_snapshot(fetched_at=NOW + timedelta(days=1)).facts
    snapshots = []
    for snapshot in archive.load_before(current):
        snapshots.append(snapshot)
        assert [len(one.rows[ListKind.TIPS]) for one in snapshots] == [0] * (len(snapshots) - 1) + [1]
    assert len(snapshots) == 3


def test_the_archive_has_a_largest_size() -> None:
    assert MAX_BYTES == 200 * 1024 * 1024


def test_a_keyring_that_does_not_answer_in_time_is_asked_again(folder: Path) -> None:
    ring = type("Keyring", (HangingKeyring,), {"__module__": "keyring.backends.Windows"})()
    ring.released.set()
    saved = an_archive(folder, ring).save(a_snapshot())
    ring.released.clear()
    archive = ReportArchive(folder, SecretStore(lambda: ring, answer_timeout=0.2, prompt_timeout=0.2))
    status = archive.status()
    assert (status.state, status.problem) == (ArchiveState.LOCKED, KeyringProblem.NOT_ANSWERING)
    ring.released.set()
    archive = ReportArchive(folder, SecretStore(lambda: ring))
    assert [one.id for one in archive.list().reports] == [saved.id]
