"""Removes contacts and messages from rows, for a file that is sent to others."""

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, overload

from msgspec.structs import replace

from vitec_desktop.report import fields
from vitec_desktop.report.columns import Column, ColumnKind
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.people_text import fold, fold_with_origins
from vitec_desktop.report.report import Report, Row
from vitec_desktop.report.tables import TABLE_COLUMNS, TableKind
from vitec_desktop.webservice.errors import ServiceError
from vitec_desktop.webservice.request import Customer
from vitec_desktop.webservice.result import DamagedPart, FailedPart

MASK = "…"
"""Replaces a contact's name, an address or a number in a text."""

_CONTACT = (fields.CONTACT_NAME, fields.CONTACT_FIRST, fields.CONTACT_LAST)
_TEXTS = frozenset({fields.LEAD_NAME.key, fields.TIP_TITLE.key, fields.LEAD_TYPE.key, "row.title"})
"""The columns that people write freely and that stay."""

_OFFICE_NUMBER = QT_TRANSLATE_NOOP("Export", "Kontor {number}")
"""The name of an office of which only the id is known."""

_AnyPart = TypeVar("_AnyPart", FailedPart, DamagedPart)

_WORD = re.compile(r"[^\W_]+")
PARTICLES = frozenset(
    ["af", "al", "av", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "le", "och", "ten", "ter"]
) | {"van", "von", "zu"}
"""Words of names that are ordinary words; a name beside them is masked without them."""
_JOINTS = " \u00a0-–_.'’"
"""Characters between two words of a name: both share one mask."""

_REACHES_A_PERSON = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\w.+%'-]{1,100} ?(?:@|[(\[]at[)\]]) ?[\w.-]*",  # an e-mail address, also a cut one
        r"[\w.+%'-]{1,100} ?(?:[(\[]a[)\]]|snabel-?a) ?[\w-]{1,100}\.\w+",
        r"(?<!\d)(?:\d\d)?\d{6} ?[-+] ?[\dx*]{4}(?!\d)",  # a personal identity number
        r"(?<![\d-])(?:19|20)\d{6} \d{4}(?!\d)",
        r"(?<![\d-])(?<!\d )\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01]) \d{4}(?!\d)",  # with its day
        r"(?<!\d)\d{9,15}(?!\d)",  # either, or a telephone number, without separators
        r"(?<![\d+])(?<!\d )(?:\+|00) ?\d(?:[ ().-]{0,3}\d){6,13}(?!\d)",  # with a country
        # Not a time of the day ("08.30-10.00"), nor a date.
        r"(?<!\d)(?<!\d[ .-])(?!\d\d[.:]\d\d ?- ?\d\d[.:]\d\d(?!\d))(?!\d\d[-./]\d\d[-./](?:19|20)\d\d(?!\d))"
        r"\(?0(?:\d\)?|\)\d)(?:[ ().-]{0,3}\d|/\d(?=\d{3}| ?\d\d[ -])){5,10}(?!\d)",
        r"(?<![\d-])7[02369][ -]?\d{3}[ -]?\d\d ?\d\d(?!\d)",  # a mobile without its zero
    )
)
"""An address, a personal identity number or a telephone number, in folded text."""


def is_removed(column: Column) -> bool:
    """Whether a column contains contacts or messages; other personal data, such as brokers' names, stay."""
    return column.kind is ColumnKind.LONG_TEXT or column.key == "contact" or column.key.startswith("contact.")


def can_name_contacts(column: Column) -> bool:
    """Whether a column's values can name a contact: the removed columns and texts that people write."""
    return is_removed(column) or column.key in _TEXTS


def remaining_column_indexes(kind: TableKind) -> frozenset[int]:
    """Return the indexes of the columns that an anonymised table shows: no contacts, no messages, and no ids."""
    return frozenset(
        index
        for index, column in enumerate(TABLE_COLUMNS[kind])
        if not (is_removed(column) or column.kind is ColumnKind.IDENTIFIER)
    )


class Anonymiser:
    """Replaces contacts and messages in the rows of one list by None; masks contacts and addresses in its texts.

    Ids stay in the rows: senders and receivers are counted by them.
    """

    def __init__(self, kind: TableKind) -> None:
        indexes: Mapping[str, int] = {column.key: index for index, column in enumerate(TABLE_COLUMNS[kind])}
        self._removed = tuple(index for index, column in enumerate(TABLE_COLUMNS[kind]) if is_removed(column))
        self._names = tuple(indexes[column.key] for column in _CONTACT)
        self._texts = tuple(index for key, index in indexes.items() if key in _TEXTS)

    def anonymise(self, row: Row) -> Row:
        """Return the row without contacts and messages."""
        values = list(row)
        names = [name for index in self._names if isinstance(name := row[index], str)]
        for index in self._texts:
            text = row[index]
            values[index] = _mask(text, names) if isinstance(text, str) else text
        for index in self._removed:
            values[index] = None
        return tuple(values)


class AnonymousRows(Sequence[Row]):
    """The rows of a list, anonymised one by one when they are read, so that no copy is kept in memory."""

    def __init__(self, kind: TableKind, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._anonymise = Anonymiser(kind).anonymise

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return map(self._anonymise, self._rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self._anonymise(row) for row in self._rows[index]]
        return self._anonymise(self._rows[index])


def anonymous_report(report: Report, language: Language) -> Report:
    """Return a report whose customers have names but no ids, and whose errors name none; its rows are unchanged."""
    ids = sorted((customer.id for customer in report.scope.customers if customer.id), key=len, reverse=True)
    shown: dict[Customer, Customer] = {}
    for number, customer in enumerate(report.scope.customers, 1):
        name = _without_ids(customer.name, ids)
        if name in ("", MASK):
            name = language.text("Export", _OFFICE_NUMBER).format(number=number)
        taken = any(name == one.name for one in shown.values())
        shown[customer] = Customer("", f"{name} ({number})" if taken else name)

    def hidden(one: _AnyPart) -> _AnyPart:
        return replace(one, part=replace(one.part, customer=shown.get(one.part.customer, Customer("", MASK))))

    return replace(
        report,
        scope=replace(report.scope, customers=tuple(shown.values())),
        failed_parts=tuple(
            replace(hidden(one), error=_error_without_ids(one.error, ids)) for one in report.failed_parts
        ),
        damaged_parts=tuple(hidden(one) for one in report.damaged_parts),
    )


def _error_without_ids(error: ServiceError, ids: Sequence[str]) -> ServiceError:
    """Return an error whose texts, such as the service's own sentences, have the mask for each id."""
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(error):
        value = getattr(error, field.name)
        if type(value) is str:
            changes[field.name] = _without_ids(value, ids)
        elif isinstance(value, tuple):
            changes[field.name] = tuple(_without_ids(text, ids) if isinstance(text, str) else text for text in value)
    return dataclasses.replace(error, **changes)


def _without_ids(text: str, ids: Iterable[str]) -> str:
    for one in ids:
        text = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", MASK, text, flags=re.IGNORECASE)
    return text.strip()


def _mask(text: str, names: Iterable[str]) -> str:
    """Return `text` with the words of `names`, and whatever reaches a person, replaced by the mask.

    Compared folded, so that a name is found in every composition, with any apostrophe and any dash.
    """
    folded, origins = fold_with_origins(text)
    spans = [match.span() for pattern in _REACHES_A_PERSON for match in pattern.finditer(folded)]
    for word in _words(names):
        # A substring search first: compiling a pattern for each name is slow.
        if word in folded:
            spans += [match.span() for match in _name_pattern(word).finditer(folded)]
    masked, end = "", 0
    for first, last in sorted((origins[first][0], origins[last - 1][1]) for first, last in spans if first < last):
        if text[first].islower() and len(fold(text[first:last])) == 1:
            continue  # a name of one letter, in small: a word, such as "å"
        between = text[end:first]
        if first >= end and not (masked.endswith(MASK) and not between.strip(_JOINTS)):
            masked += between + MASK
        end = max(end, last)
    return masked + text[end:]


def _words(names: Iterable[str]) -> set[str]:
    """Return the folded words of names; of a double name each half too, and without words such as "von"."""
    words = {word for name in names for word in fold(name).split()}
    words |= {part for word in words for part in _WORD.findall(word)}
    words = {word.strip("'-.,()") for word in words}
    return {word for word in words if word and word not in PARTICLES}


def _name_pattern(word: str) -> re.Pattern[str]:
    """Return a pattern for a name as a word of its own, also in the genitive: "Annas villa", "eva_berg@"."""
    if any(unicodedata.category(char) == "Lo" for char in word):  # Chinese, Thai, Arabic: words are not set apart
        return re.compile(re.escape(word))
    return re.compile(rf"(?<![^\W_]){re.escape(word)}(?:'?s)?(?![^\W_])")
