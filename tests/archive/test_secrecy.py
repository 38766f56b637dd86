"""Nothing that was saved can be read on the disk: no name, message or key, in plain, compressed or encoded."""

import base64
import errno
import logging
import os
import shutil
import tempfile
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests.archive.factories import NOW, SOLNA, Clock, a_keyring, a_lead, a_snapshot, a_tip, an_archive, leads, tips
from tests.helpers.secret_search import found_in, patterns_of, text_patterns
from vitec_desktop.archive.key import ArchiveClosed, ArchiveState
from vitec_desktop.archive.report_files import ReportNotSaved
from vitec_desktop.archive.snapshot import Snapshot
from vitec_desktop.webservice.models import Contact

NAMES = ("Quintilia", "Zebedeus", "Xerxessa", "Ödgärd")
MESSAGES = ("Hemlighet om värderingen på Månskensgatan", "Nyckeln ligger under krukan")


def marked_snapshot(hours: int) -> Snapshot:
    contact = Contact("k-4711-marked", NAMES[0], NAMES[1])
    tip = a_tip(f"t{hours}", title=f"Villa åt {NAMES[3]}", message=MESSAGES[0], contact=contact)
    lead = a_lead(f"l{hours}", message=MESSAGES[1], contact=Contact("k2", NAMES[2], "Ek"))
    return a_snapshot({SOLNA: tips(tip) | leads(lead)}, fetched_at=NOW + timedelta(hours=hours))


def secret_patterns(ring: KeyringBackend) -> set[bytes]:
    patterns = text_patterns(*NAMES, *MESSAGES, "k-4711-marked")
    for secret in ring.entries.values():  # type: ignore[attr-defined]
        patterns |= text_patterns(secret) | patterns_of(base64.b64decode(secret))
    return patterns


@pytest.mark.parametrize("number", range(4))
def test_the_search_finds_what_is_hidden_badly(tmp_path: Path, number: int) -> None:
    plain = f"… {MESSAGES[0]} …".encode()
    hidden = (plain, b"head" + zlib.compress(plain), base64.b64encode(b"x" + plain), plain.decode().encode("utf-16"))
    (tmp_path / "file").write_bytes(hidden[number])
    assert found_in(tmp_path, secret_patterns(a_keyring()))


def test_no_name_message_or_key_is_on_the_disk_or_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    ring, clock = a_keyring(), Clock()
    archive = an_archive(tmp_path / "archive", ring, clock)
    archive.turn_on()
    patterns = secret_patterns(ring)
    replace, checked = os.replace, 0

    def check_and_replace(source: str | Path, target: str | Path) -> None:
        nonlocal checked
        checked += 1
        assert not found_in(tmp_path, patterns)  # the half-written file too
        replace(source, target)

    monkeypatch.setattr(os, "replace", check_and_replace)
    saved = [archive.save(marked_snapshot(hours)) for hours in range(3)]
    archive.load(saved[0].id)
    patterns |= secret_patterns(ring)
    assert archive.forget(NAMES[2] + " Ek").rows == 3
    patterns |= secret_patterns(ring)
    clock.pass_days(45)
    archive.clean()
    assert checked >= 3
    assert not found_in(tmp_path, patterns)
    assert not any(pattern in caplog.text.encode() for pattern in patterns)
    archive.clear()
    assert not found_in(tmp_path, patterns)
    assert not list((tmp_path / "tmp").iterdir())


def test_another_home_another_user_s_keyring_and_a_copied_profile_are_closed(tmp_path: Path) -> None:
    ring = a_keyring()
    archive = an_archive(tmp_path / "anna" / "archive", ring)
    saved = archive.save(marked_snapshot(0))
    for home, keyring in (("bo", ring), ("cecilia", a_keyring())):  # the same user's keyring, another user's
        shutil.copytree(tmp_path / "anna", tmp_path / home)
        with pytest.raises(ArchiveClosed) as closed:
            an_archive(tmp_path / home / "archive", keyring).load(saved.id)
        assert closed.value.state is ArchiveState.COPIED
    taken_over = an_archive(tmp_path / "cecilia" / "archive", a_keyring())
    taken_over.turn_on()
    assert taken_over.list().reports == ()
    with pytest.raises(ArchiveClosed) as closed:
        an_archive(tmp_path / "anna" / "archive", a_keyring()).load(saved.id)
    assert closed.value.state is ArchiveState.NO_KEY
    assert archive.load(saved.id).rows


def test_a_folder_that_may_only_be_read_is_told_and_still_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = a_keyring()
    saved = an_archive(tmp_path / "archive", ring).save(marked_snapshot(0))
    before = {path.name: path.read_bytes() for path in (tmp_path / "archive").iterdir()}
    real_open = os.open

    def refuse(path: str | Path, flags: int, *rest: int, **given: int) -> int:
        """Refuse as a system does that mounts the folder to be read only; permissions do not stop an administrator."""
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and str(path).startswith(str(tmp_path)):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return real_open(path, flags, *rest, **given)

    monkeypatch.setattr(os, "open", refuse)
    archive = an_archive(tmp_path / "archive", ring)
    assert archive.load(saved.id).rows
    with pytest.raises(ReportNotSaved):
        archive.save(marked_snapshot(1))
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in (tmp_path / "archive").iterdir()} == before
