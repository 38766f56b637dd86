"""The file of a saved report."""

import struct
import zlib
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.archive.factories import SOLNA, VASASTAN, a_lead, a_snapshot, a_tip, an_outgoing, leads, tips
from tests.webservice.strategies import part_results
from vitec_desktop.archive.file_format import (
    HEADER_BYTES,
    ArchiveKey,
    OtherKey,
    ReportDamaged,
    ReportNewer,
    decode_facts,
    decode_snapshot,
    encode_snapshot,
    read_header,
)
from vitec_desktop.archive.snapshot import Snapshot
from vitec_desktop.webservice.errors import AccessRefused, CertificateFault, CertificateRefused, ServiceDown
from vitec_desktop.webservice.models import DAMAGED_ROW_MODELS, ListKind, SentTip
from vitec_desktop.webservice.result import PartResult

KEY = ArchiveKey.from_secret(bytes(range(32)))


def reopened(snapshot: Snapshot) -> Snapshot:
    return decode_snapshot(encode_snapshot(snapshot, KEY), KEY)


@given(part_results(st.text(max_size=20)), part_results(st.text(max_size=20)))
def test_what_is_saved_is_what_is_opened(one: PartResult, other: PartResult) -> None:
    snapshot = a_snapshot({SOLNA: one.rows, VASASTAN: other.rows})
    assert reopened(snapshot) == snapshot
    assert decode_facts(encode_snapshot(snapshot, KEY), KEY) == snapshot.facts


def test_the_opened_report_is_the_one_that_was_shown() -> None:
    failed = {("M30012", date(2026, 11, 1)): AccessRefused("M30012")}
    snapshot = a_snapshot({SOLNA: tips(a_tip(day=3), a_tip("t2", 9)), VASASTAN: leads(a_lead())}, failed=failed)
    report = reopened(snapshot).report
    assert report == snapshot.report
    assert [part.error for part in report.failed_parts] == [AccessRefused("M30012")]
    assert not report.is_complete
    assert [row[0].day for row in report.tables[ListKind.TIPS]] == [9, 3]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "error",
    [
        ServiceDown(503, retry_after=2.5, speaker="proxy"),
        CertificateRefused(CertificateFault.EXPIRED, "certificate has expired"),
    ],
)
def test_an_error_is_the_same_when_opened(error: ServiceDown | CertificateRefused) -> None:
    snapshot = a_snapshot({SOLNA: {}}, failed={("M30011", date(2026, 11, 1)): error})
    assert reopened(snapshot).report.failed_parts[0].error == error


def test_rows_in_several_blocks_stay_in_order() -> None:
    snapshot = a_snapshot(tips(*(a_tip(f"t{number}") for number in range(600))) | leads(a_lead()))
    assert reopened(snapshot) == snapshot


def test_a_snapshot_has_the_same_rows_only_if_each_row_is_the_same() -> None:
    rows = [a_tip(f"t{number}") for number in range(600)]
    snapshot = a_snapshot(tips(*rows) | leads(a_lead()))
    assert snapshot.has_same_rows(reopened(snapshot))
    assert not snapshot.has_same_rows(a_snapshot(tips(*rows[:-1], a_tip("other")) | leads(a_lead())))
    assert not snapshot.has_same_rows(a_snapshot(tips(*rows[:-1]) | leads(a_lead())))
    assert not snapshot.has_same_rows(a_snapshot(tips(*rows)))


def test_the_rows_are_one_object_of_messagepack_as_in_every_version() -> None:
    """Earlier versions wrote and read it in one go."""
    rows = [a_tip(f"t{number}") for number in range(300)]
    snapshot = a_snapshot(tips(*rows))
    content = encode_snapshot(snapshot, KEY)
    header = read_header(content)
    rows_at = HEADER_BYTES + header.facts_length
    associated = content[:HEADER_BYTES] + b"rows"
    packed = zlib.decompress(KEY.cipher().decrypt(header.rows_nonce, content[rows_at:], associated))
    saved = msgspec.msgpack.decode(packed)
    assert [msgspec.msgpack.decode(block, type=list[SentTip]) for block in saved["blocks"]["tips"]] == [
        rows[:256],
        rows[256:],
    ]
    in_one_go = zlib.compress(msgspec.msgpack.encode(saved))
    start = content[:56] + struct.pack(">I", len(in_one_go) + 16)
    start += struct.pack(">I", zlib.crc32(start))
    facts = zlib.compress(msgspec.msgpack.encode(snapshot.facts), 4)
    encrypted = KEY.cipher().encrypt(header.facts_nonce, facts, start + b"facts")
    encrypted += KEY.cipher().encrypt(header.rows_nonce, in_one_go, start + b"rows")
    assert decode_snapshot(start + encrypted, KEY) == snapshot


def test_damaged_rows_stay_damaged() -> None:
    damaged = DAMAGED_ROW_MODELS[ListKind.TIPS]("2026-11-03T00:00:00", digest=7)
    snapshot = a_snapshot({SOLNA: tips(a_tip(), damaged)}, damaged={"M30011": 1})
    opened = reopened(snapshot)
    assert [row.is_damaged for row in opened.rows[ListKind.TIPS]] == [False, True]
    assert opened.report.damaged_rows == 1


def test_a_row_knows_all_customers_that_sent_it() -> None:
    both, own = a_tip("both"), a_tip("own")
    opened = reopened(a_snapshot({SOLNA: tips(both, own), VASASTAN: tips(both)}))
    names = {
        row.row_id: [source.customer_id for source in opened.sources_of_row(ListKind.TIPS, place)]
        for place, row in enumerate(opened.rows[ListKind.TIPS])
    }
    assert names == {"both": ["M30011", "M30012"], "own": ["M30011"]}


def test_the_same_report_is_another_file_each_time() -> None:
    snapshot = a_snapshot(tips(a_tip()))
    one, other = encode_snapshot(snapshot, KEY), encode_snapshot(snapshot, KEY)
    assert read_header(one).facts_nonce != read_header(one).rows_nonce != read_header(other).rows_nonce
    assert one[HEADER_BYTES:] != other[HEADER_BYTES:]


def test_every_flipped_bit_and_every_cut_is_damage() -> None:
    content = encode_snapshot(
        a_snapshot({SOLNA: tips(a_tip()) | leads(a_lead()) | {ListKind.OUTGOING: [an_outgoing()]}}), KEY
    )
    assert len(content) < 2048
    for place in range(len(content)):
        for bit in (1, 0x80):
            changed = bytearray(content)
            changed[place] ^= bit
            with pytest.raises(ReportDamaged):
                decode_snapshot(bytes(changed), KEY)
        with pytest.raises(ReportDamaged):
            decode_snapshot(content[:place], KEY)
    with pytest.raises(ReportDamaged):
        decode_snapshot(content + b"\0", KEY)


def test_the_parts_of_two_files_cannot_be_mixed() -> None:
    one, other = (encode_snapshot(a_snapshot(tips(a_tip(title=title))), KEY) for title in ("a" * 30, "b" * 30))
    header = read_header(one)
    end = HEADER_BYTES + header.facts_length
    with pytest.raises(ReportDamaged):
        decode_snapshot(one[:end] + other[end : end + header.rows_length].ljust(header.rows_length, b"\0"), KEY)


def test_another_key_is_told_from_damage() -> None:
    content = encode_snapshot(a_snapshot(), KEY)
    other = ArchiveKey.create()
    with pytest.raises(OtherKey) as raised:
        decode_snapshot(content, other)
    assert raised.value.key_id == KEY.id


def test_a_newer_format_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vitec_desktop.archive.file_format._VERSION", 2)
    content = encode_snapshot(a_snapshot(), KEY)
    monkeypatch.undo()
    with pytest.raises(ReportNewer):
        decode_snapshot(content, KEY)


def test_a_key_is_in_no_text_about_it() -> None:
    assert KEY.secret.hex() not in repr(KEY)
    assert repr(KEY.secret) not in repr(KEY)
