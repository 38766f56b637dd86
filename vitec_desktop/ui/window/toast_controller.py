"""Says for a moment what the user has copied, saved or taken away, and takes it back where that is possible."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from vitec_desktop.ui.common.shortcuts import UNDO
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.toast import Toast
from vitec_desktop.ui.window.main_window import MainWindow


class ToastController(QObject):
    """Shows a toast of the table in sight. One with undo goes when the table is changed further or left."""

    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._toast: Toast | None = None
        window.tabs.currentChanged.connect(self._dismiss_undo)
        for page in window.tabs.all_pages.values():
            self._connect_page(page)

    def show_text(self, text: str) -> None:
        """Show what cannot be taken back, as "12 rader är kopierade"."""
        self._made_toast().show_text(text)

    def _connect_page(self, page: ListPage) -> None:
        page.copied.connect(self.show_text)
        page.undo_controller.changed.connect(self._dismiss_undo)
        page.undo_controller.change_recorded.connect(lambda text: self._show_change(page, text))

    def _show_change(self, page: ListPage, text: str) -> None:
        # What is chosen in a popup is seen there, and the toast would lie behind it.
        if page is self._window.tabs.current_page and QApplication.activePopupWidget() is None:
            self._made_toast().show_text(text, page.undo_controller.undo)

    def _made_toast(self) -> Toast:
        if self._toast is None:
            window = self._window
            self._toast = Toast(self._theme, UNDO.shown_keys, window.status, window.content)
        return self._toast

    def _dismiss_undo(self) -> None:
        if self._toast is not None and self._toast.is_undoing:
            self._toast.dismiss()
