"""The file of a saved report: a plain header, then the facts and the rows, each encrypted by itself.

    offset  bytes  the header, in network byte order; it is the associated data of both parts
         0      8  "VITECRPT"
         8      2  version of the format: 1
        10      2  zero
        12     16  id of the key: the first 16 bytes of the SHA-256 of "Vitec Desktop archive key" and the key
        28     12  nonce of the facts
        40     12  nonce of the rows
        52      4  length of the encrypted facts
        56      4  length of the encrypted rows
        60      4  CRC-32 of the 60 bytes before

Each part is AES-256-GCM over zlib over MessagePack; its 16 last bytes are the tag. The facts are apart, so that a list
of reports reads no rows. Rows are in blocks, so that other threads run in between; each row is an object with the
service's own field names.
"""

import base64
import hashlib
import secrets
import struct
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct, structs

from vitec_desktop.archive.snapshot import Snapshot, SnapshotFacts, as_damaged
from vitec_desktop.webservice.models import ROW_MODELS, ListKind, WireRow

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
HEADER_BYTES = 64

_MAGIC = b"VITECRPT"
_VERSION = 1
_FIELDS = struct.Struct(">8sHH16s12s12sII")
_CHECKSUM = struct.Struct(">I")
_NONCE_BYTES = 12
_ROWS_PER_BLOCK = 256
_PIECE = 64 * 1024  # compressed bytes
_LEVEL = 4
"""Of zlib: half the time of its default level for a twentieth more bytes."""
_FACTS, _ROWS, _TEXT = b"facts", b"rows", b"text"


class ReportDamaged(Exception):
    """The file is not a whole report of ours, or was changed after it was written."""


class ReportNewer(Exception):
    """A newer version of the program wrote the file."""


class OtherKey(Exception):
    """The file was encrypted with another key; `key_id` is that one's id."""

    def __init__(self, key_id: str) -> None:
        super().__init__(key_id)
        self.key_id = key_id


class ArchiveKey(Struct, frozen=True):
    """A key and its id, which says nothing about the key. The key is in no repr."""

    id: str
    secret: bytes

    @classmethod
    def create(cls) -> "ArchiveKey":
        return cls.from_secret(secrets.token_bytes(KEY_BYTES))

    @classmethod
    def from_secret(cls, secret: bytes) -> "ArchiveKey":
        digest = hashlib.sha256(b"Vitec Desktop archive key" + secret).digest()
        return cls(digest[:16].hex(), secret)

    def __repr__(self) -> str:
        return f"ArchiveKey({self.id})"

    def cipher(self) -> "AESGCM":
        # 20 ms to import, which a start without saved reports does not wait for.
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self.secret)


class FileHeader(Struct, frozen=True):
    """The plain header of a file."""

    key_id: str
    facts_nonce: bytes
    rows_nonce: bytes
    facts_length: int
    rows_length: int
    content: bytes

    @property
    def file_size(self) -> int:
        return HEADER_BYTES + self.facts_length + self.rows_length


class _SavedRows(Struct):
    """The rows of a snapshot: blocks of MessagePack by list, not copied, and what `Snapshot` says of them."""

    blocks: dict[ListKind, list[memoryview]]
    origins: dict[ListKind, list[int]]
    origin_sets: tuple[tuple[int, ...], ...]
    damaged: dict[ListKind, list[int]]


_FACTS_DECODER = msgspec.msgpack.Decoder(SnapshotFacts)
_ROWS_DECODER = msgspec.msgpack.Decoder(_SavedRows)
_BLOCK_DECODERS: dict[ListKind, msgspec.msgpack.Decoder[Any]] = {
    kind: msgspec.msgpack.Decoder(list[model])  # type: ignore[valid-type]
    for kind, model in ROW_MODELS.items()
}


def do_nothing() -> None:
    """The check of work that cannot be cancelled."""


def encode_snapshot(snapshot: Snapshot, key: ArchiveKey, check: Callable[[], object] = do_nothing) -> bytes:
    """Return the file of a snapshot. `check` is called between blocks; an error that it raises ends the work."""
    facts = zlib.compress(msgspec.msgpack.encode(snapshot.facts), _LEVEL)
    rows = _compress(_packed_rows(snapshot), check)
    nonces = secrets.token_bytes(_NONCE_BYTES), secrets.token_bytes(_NONCE_BYTES)
    tag_bytes = 16
    lengths = len(facts) + tag_bytes, len(rows) + tag_bytes
    fields = _FIELDS.pack(_MAGIC, _VERSION, 0, bytes.fromhex(key.id), *nonces, *lengths)
    header = fields + _CHECKSUM.pack(zlib.crc32(fields))
    cipher = key.cipher()
    return b"".join(
        (header, cipher.encrypt(nonces[0], facts, header + _FACTS), cipher.encrypt(nonces[1], rows, header + _ROWS))
    )


def read_header(content: bytes) -> FileHeader:
    """Return the header that a file begins with.

    Raises:
        ReportDamaged: it is not a header of ours.
        ReportNewer: a newer version wrote it.
    """
    start = content[:HEADER_BYTES]
    if len(start) < HEADER_BYTES or not start.startswith(_MAGIC):
        raise ReportDamaged
    fields = start[: _FIELDS.size]
    if _CHECKSUM.unpack(start[_FIELDS.size :])[0] != zlib.crc32(fields):
        raise ReportDamaged
    _, version, _, key_id, facts_nonce, rows_nonce, facts_length, rows_length = _FIELDS.unpack(fields)
    if version > _VERSION:
        raise ReportNewer
    return FileHeader(key_id.hex(), facts_nonce, rows_nonce, facts_length, rows_length, start)


def decode_facts(content: bytes, key: ArchiveKey) -> SnapshotFacts:
    """Return the facts of a file, of which `content` is at least the header and the encrypted facts.

    Raises:
        ReportDamaged, ReportNewer, OtherKey
    """
    header = _header_for(content, key)
    encrypted = content[HEADER_BYTES : HEADER_BYTES + header.facts_length]
    facts: SnapshotFacts = _decode(
        _FACTS_DECODER, _decrypt(key, header.facts_nonce, encrypted, header.content + _FACTS)
    )
    return facts


def decode_snapshot(content: bytes, key: ArchiveKey, check: Callable[[], object] = do_nothing) -> Snapshot:
    """Return the snapshot of a whole file.

    Raises:
        ReportDamaged, ReportNewer, OtherKey
    """
    header = _header_for(content, key)
    if len(content) != header.file_size:
        raise ReportDamaged
    facts = decode_facts(content, key)
    encrypted = content[HEADER_BYTES + header.facts_length :]
    saved = _decode(_ROWS_DECODER, _decrypt(key, header.rows_nonce, encrypted, header.content + _ROWS))
    rows: dict[ListKind, list[WireRow]] = {}
    for kind, blocks in saved.blocks.items():
        rows[kind] = []
        for block in blocks:
            check()
            time.sleep(0)
            rows[kind] += _decode(_BLOCK_DECODERS[kind], block)
        for index in saved.damaged.get(kind, ()):
            rows[kind][index] = as_damaged(kind, rows[kind][index])
    return Snapshot(facts, rows, saved.origins, saved.origin_sets)


def _header_for(content: bytes, key: ArchiveKey) -> FileHeader:
    header = read_header(content)
    if header.key_id != key.id:
        raise OtherKey(header.key_id)
    return header


def _packed_rows(snapshot: Snapshot) -> Iterator[bytes]:
    """Yield the MessagePack of `_SavedRows` in pieces: as a whole it would be copied while no other thread can run."""
    encode = msgspec.msgpack.encode
    yield _map_header(4) + encode("blocks") + _map_header(len(ListKind))
    damaged: dict[ListKind, list[int]] = {}
    for kind in ListKind:
        rows = snapshot.rows.get(kind, ())
        starts = range(0, len(rows), _ROWS_PER_BLOCK)
        yield encode(kind) + _array_header(len(starts))
        for start in starts:
            yield encode(encode(rows[start : start + _ROWS_PER_BLOCK]))
        if found := [index for index, row in enumerate(rows) if row.is_damaged]:
            damaged[kind] = found
    yield encode("origins") + encode(snapshot.origins)
    yield encode("origin_sets") + encode(snapshot.origin_sets)
    yield encode("damaged") + encode(damaged)


def _map_header(count: int) -> bytes:
    return bytes((0x80 | count,))  # of at most 15 entries


def _array_header(count: int) -> bytes:
    return struct.pack(">BI", 0xDD, count)


def _compress(pieces: Iterable[bytes], check: Callable[[], object]) -> bytes:
    """Compress pieces; other threads run while zlib works."""
    compressor = zlib.compressobj(_LEVEL)
    compressed: list[bytes] = []
    for piece in pieces:
        check()
        compressed.append(compressor.compress(piece))
    return b"".join((*compressed, compressor.flush()))


def _decrypt(key: ArchiveKey, nonce: bytes, encrypted: bytes, associated: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag

    try:
        return _decompress(key.cipher().decrypt(nonce, encrypted, associated))
    except (InvalidTag, ValueError, zlib.error):  # ValueError: shorter than a tag
        raise ReportDamaged from None


def _decompress(content: bytes) -> bytes:
    """Decompress in pieces: in one go, Python copies tens of megabytes while no other thread can run."""
    decompressor = zlib.decompressobj()
    pieces = [decompressor.decompress(content[at : at + _PIECE]) for at in range(0, len(content), _PIECE)]
    if not decompressor.eof or decompressor.unused_data:
        raise zlib.error
    return b"".join(pieces)


def _decode(decoder: msgspec.msgpack.Decoder[Any], content: bytes) -> Any:
    try:
        return decoder.decode(content)
    except msgspec.DecodeError:
        raise ReportDamaged from None


def encrypt_text(text: str, key: ArchiveKey) -> str:
    """Return a text encrypted, as base64."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return base64.b64encode(nonce + key.cipher().encrypt(nonce, text.encode(), _TEXT)).decode()


def decrypt_text(encrypted: str, key: ArchiveKey) -> str:
    """Return a text that `encrypt_text` encrypted.

    Raises:
        ReportDamaged
    """
    from cryptography.exceptions import InvalidTag

    try:
        content = base64.b64decode(encrypted, validate=True)
        return key.cipher().decrypt(content[:_NONCE_BYTES], content[_NONCE_BYTES:], _TEXT).decode()
    except (InvalidTag, ValueError):
        raise ReportDamaged from None


def with_number(snapshot: Snapshot, number: int) -> Snapshot:
    """Return the snapshot as the one that is saved as the `number`th."""
    return Snapshot(
        structs.replace(snapshot.facts, number=number), snapshot.rows, snapshot.origins, snapshot.origin_sets
    )
