"""The box in the export dialog that asks what becomes of an existing file."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from vitec_desktop.report.formatting import format_day
from vitec_desktop.report.language import Language
from vitec_desktop.ui.export.target_check import TargetState
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import make_label
from vitec_desktop.ui.widgets.notice import InlineNotice, Notice, NoticeLevel
from vitec_desktop.ui.widgets.radio_button import RadioButton


class ExistingTargetBox(InlineNotice):
    """Says which file exists, and offers to keep both or to replace it; keeping both is chosen for each new file.

    Hidden, it keeps its room until `give_back_room`: what is below it would move away from the pointer.
    """

    choice_changed = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__(theme)
        self._language = language
        self._existing: TargetState | None = None
        self._keep_both = RadioButton(self.tr("Behåll båda"))
        self._keep_both.setObjectName("exportKeepBoth")
        self._replace = RadioButton(self.tr("Ersätt"))
        self._replace.setObjectName("exportReplace")
        self._keep_both_text = make_label("", "caption")
        self._replace_text = make_label("", "caption")
        group = QButtonGroup(self)  # without one, Qt takes this choice and the dialog's others for the same
        row = QHBoxLayout()
        row.setSpacing(Spacing.DIALOG)
        for button, label in ((self._keep_both, self._keep_both_text), (self._replace, self._replace_text)):
            group.addButton(button)
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(button)
            label.setContentsMargins(theme.metrics.px(26) + Spacing.HAIR, 0, 0, 0)
            column.addWidget(label)
            row.addLayout(column)
        row.addStretch(1)
        self.content.addLayout(row)
        self._replace.toggled.connect(self.choice_changed)

    @property
    def existing(self) -> TargetState | None:
        """The file or folder that the box is about; None while it is hidden."""
        return self._existing

    @property
    def is_replacing(self) -> bool:
        """Whether the user has chosen to replace `existing`."""
        return self._existing is not None and self._replace.isChecked()

    def set_existing(self, existing: TargetState | None) -> None:
        """Show the box for `existing`, with the choice to keep both; hide it for None."""
        if existing == self._existing:
            return
        self._existing = existing
        self._keep_both.setChecked(True)
        if existing is None:
            self._keep_room()
            self.clear()
            return
        name, is_folder, modified = existing.target.path.name, existing.target.is_folder, existing.modified
        title = self.tr("Mappen {name} finns redan.") if is_folder else self.tr("{name} finns redan.")
        day = self._format_day(modified) if modified else ""
        text = self.tr("Från {time}.").format(time=f"{day} {modified:%H:%M}") if modified else ""
        self._set_caption(self._keep_both, self.tr("Den nya heter … {number}").format(number=_added_number(existing)))
        if is_folder:
            replace_text = self.tr("Filer med samma namn i mappen försvinner")
        elif day:
            replace_text = self.tr("Den från {day} försvinner").format(day=day)
        else:
            replace_text = self.tr("Den gamla försvinner")
        self._set_caption(self._replace, replace_text)
        self.show_notice(Notice(NoticeLevel.WARN, title.format(name=name), text))

    def give_back_room(self) -> None:
        """Take no room while hidden, unless the pointer is on what would move."""
        policy, window, pointer = self.sizePolicy(), self.window(), QCursor.pos()
        is_below = self.mapFromGlobal(pointer).y() >= 0 and window.rect().contains(window.mapFromGlobal(pointer))
        if self._existing is not None or is_below:
            return
        policy.setRetainSizeWhenHidden(False)
        self.setSizePolicy(policy)
        self.setMinimumHeight(0)

    def _keep_room(self) -> None:
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(max(self.height(), self.minimumHeight()))

    def _set_caption(self, button: RadioButton, text: str) -> None:
        (self._keep_both_text if button is self._keep_both else self._replace_text).setText(text)
        button.setAccessibleDescription(text)

    def _format_day(self, moment: datetime) -> str:
        return format_day(moment, self._language, with_year=moment.year != datetime.now().year)


def _added_number(existing: TargetState) -> str:
    """Return "(2)", what the free name has at its end before the suffix."""
    return "(" + existing.free_path.name.rpartition("(")[2].partition(")")[0] + ")"
