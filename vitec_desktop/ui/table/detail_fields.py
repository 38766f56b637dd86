"""The fields of a row as labelled texts in sections, for the details pane and for the clipboard."""

from msgspec import Struct

from vitec_desktop.report.columns import Column, ColumnKind
from vitec_desktop.report.formatting import detail_text
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Row

# By their Swedish names; a section that is not listed comes after these, before the last.
_SECTIONS = ("Lead", "Tips", "Skickat av", "Avsändare", "Mottagare", "Kontakt", "Bostad")
_LAST_SECTION = "Id"


class DetailField(Struct, frozen=True):
    label: str
    text: str
    """ "" for a missing value."""
    column: int


class DetailSection(Struct, frozen=True):
    name: str
    fields: tuple[DetailField, ...]


def row_sections(
    row: Row, columns: tuple[Column, ...], language: Language, change_text: str = ""
) -> list[DetailSection]:
    """Return all fields of `row` but its long texts, in the order of the details pane.

    `change_text` says what has changed in it; a row that has not changed has no such field.
    """
    by_section: dict[str, list[DetailField]] = {}
    for number, column in enumerate(columns):
        is_unchanged = column.kind is ColumnKind.CHANGE and row[number] is None
        if column.kind is not ColumnKind.LONG_TEXT and not is_unchanged:
            label = language.text("Columns", column.label)
            text = detail_text(column, row[number], language)
            if column.kind is ColumnKind.CHANGE and change_text:
                text = f"{text}: {change_text}"
            by_section.setdefault(column.section, []).append(DetailField(label, text, number))
    names = sorted(by_section, key=_section_order)
    return [DetailSection(language.text("Columns", name), tuple(by_section[name])) for name in names]


def long_texts(row: Row, columns: tuple[Column, ...], language: Language) -> list[DetailField]:
    """Return the long texts of `row`, such as its message."""
    return [
        DetailField(language.text("Columns", column.label), detail_text(column, row[number], language), number)
        for number, column in enumerate(columns)
        if column.kind is ColumnKind.LONG_TEXT
    ]


def row_as_text(row: Row, columns: tuple[Column, ...], language: Language, change_text: str = "") -> str:
    """Return all fields of `row` as lines of text, the long texts first."""
    parts = [f"{field.label}\n{field.text}" for field in long_texts(row, columns, language) if field.text]
    for section in row_sections(row, columns, language, change_text):
        lines = [f"{field.label}: {field.text or '–'}" for field in section.fields]
        parts.append("\n".join([section.name, *lines]))
    return "\n\n".join(parts) + "\n"


def _section_order(name: str) -> int:
    if name == _LAST_SECTION:
        return len(_SECTIONS) + 1
    return _SECTIONS.index(name) if name in _SECTIONS else len(_SECTIONS)
