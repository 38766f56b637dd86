"""Where the keyboard focus goes when the button that has it is gone."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from vitec_desktop.ui.widgets.empty_state import EmptyState
from vitec_desktop.ui.window.report_tabs import ReportTabs


class LostFocusHandler(QObject):
    """Gives the tab that is shown the focus of a button that its own click has hidden or disabled.

    Qt gives it to the next widget in the tab order, where nobody looks and the same key does something else, or to an
    empty page without a button.
    """

    def __init__(self, window: QWidget, tabs: ReportTabs) -> None:
        super().__init__(window)
        self._window = window
        self._tabs = tabs
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new.window() is not self._window:
            return
        if isinstance(new, EmptyState) or self._is_gone(old):
            self._tabs.focus_target.setFocus()

    def _is_gone(self, widget: QWidget | None) -> bool:
        """Whether a widget is a button of the window that cannot have the focus any more."""
        if not isinstance(widget, QAbstractButton) or not isValid(widget) or widget.window() is not self._window:
            return False
        return not (widget.isVisible() and widget.isEnabled())
