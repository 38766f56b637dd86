"""What has changed in a row, as texts: the field, its value then and its value now."""

from msgspec import Struct

from vitec_desktop.archive.changes import ChangedField, RowChange
from vitec_desktop.report import fields
from vitec_desktop.report.columns import Column
from vitec_desktop.report.formatting import column_heading, display_text
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language

FIELD_ORDER = (ChangedField.STATE, ChangedField.ESTATE_STATUS, ChangedField.ESTATE, ChangedField.RECEIVER)
"""The order in which changed fields are named."""

_ESTATE = QT_TRANSLATE_NOOP("Changes", "Bostad")
_LINKED = QT_TRANSLATE_NOOP("Changes", "kopplad")
_OTHER_ESTATE = QT_TRANSLATE_NOOP("Changes", "en annan")
_NO_VALUE = "–"

_COLUMNS = {
    ChangedField.STATE: fields.TIP_STATE,
    ChangedField.ESTATE_STATUS: fields.ESTATE_STATUS,
    ChangedField.RECEIVER: fields.RECEIVER_NAME,
}


class ChangedValue(Struct, frozen=True):
    """A changed field: its name, and its texts then and now, "" for no value."""

    name: str
    before: str
    after: str


def changed_value(change: RowChange, name: ChangedField, language: Language) -> ChangedValue | None:
    """Return what changed in a field; None if it did not, or if the estate's status says it."""
    changed = change.changed(name)
    if changed is None:
        return None
    if name is ChangedField.ESTATE:
        if change.changed(ChangedField.ESTATE_STATUS):
            return None
        linked = language.text("Changes", _LINKED)
        before, after = (linked if value else "" for value in (changed.before, changed.after))
        after = language.text("Changes", _OTHER_ESTATE) if before and after else after
        return ChangedValue(language.text("Changes", _ESTATE), before, after)
    column: Column = _COLUMNS[name]
    before, after = (display_text(column, value, language) for value in (changed.before, changed.after))
    return ChangedValue(column_heading(column, language), before, after)


def change_text(change: RowChange, language: Language) -> str:
    """Return such as "Status: Ny → Plockad · Bostadsstatus: – → Intagsförsök"; "" for a new or gone row."""
    values = (changed_value(change, name, language) for name in FIELD_ORDER)
    return " · ".join(f"{one.name}: {one.before or _NO_VALUE} → {one.after or _NO_VALUE}" for one in values if one)
