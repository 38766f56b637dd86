"""Restores the keyboard focus after a fetch or an export, which disable and hide widgets."""

from collections.abc import Iterable

from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid


class FocusRestorer:
    """Gives a button the focus of a widget that is disabled or hidden, and returns it when the work has ended.

    Qt would give it to the next widget in the tab order, where the same keys have another effect.
    """

    def __init__(self, button: QWidget) -> None:
        """`button` can be used only while the work runs: "Cancel"."""
        self._button = button
        self._owner: QWidget | None = None
        self._owner_text = ""  # of a button
        self._stand_in: QWidget | None = None

    def remember_owner(self) -> None:
        """Remember the widget that has the focus; call it before anything is disabled or hidden."""
        if self._owner is None:
            self._owner = owner = self._focus_widget()
            self._owner_text = owner.text() if isinstance(owner, QAbstractButton) else ""
            self._stand_in = None

    def replace_owner(self) -> None:
        """Give the button the focus, if the widget that had it was disabled or hidden."""
        if self._owner is not None and not _can_have_focus(self._owner):
            self._button.setFocus()

    def return_focus(self, stand_in: QWidget) -> None:
        """Return the focus, unless the user has moved it; to `stand_in` where its owner is gone.

        Call it when the owner is enabled again and before the button is hidden.
        """
        owner, self._owner = self._owner, None
        if owner is not None and self._focus_widget() in (self._button, None):
            self._stand_in = None if _can_have_focus(owner) else stand_in
            (self._stand_in or owner).setFocus()

    def replace_stand_in(self, buttons: Iterable[QAbstractButton], place: QWidget) -> None:
        """Move the focus from the stand-in to the one of `buttons` that reads as its owner did, else to `place`.

        Call it when all is shown that the work has led to.
        """
        stand_in, self._stand_in = self._stand_in, None
        if stand_in is not None and self._focus_widget() is stand_in:
            same = (button for button in buttons if self._owner_text and button.text() == self._owner_text)
            next(same, place).setFocus()

    def _focus_widget(self) -> QWidget | None:
        return self._button.window().focusWidget()


def _can_have_focus(widget: QWidget) -> bool:
    return isValid(widget) and widget.isEnabled() and widget.isVisible()
