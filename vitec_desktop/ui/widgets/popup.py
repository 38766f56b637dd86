"""Popups with rounded corners, on desktops that blend windows and on those that do not."""

import ctypes
from functools import cache

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QBitmap, QColor, QCursor, QGuiApplication, QImage, QNativeInterface
from PySide6.QtWidgets import QApplication, QWidget

from vitec_desktop.ui.theme.metrics import Radius
from vitec_desktop.ui.widgets.painting import draw_box, make_painter


def round_corners(popup: QWidget) -> None:
    """Make the corners of a popup transparent where the desktop can; call it before the popup is shown.

    The popup paints its own ground with `Radius.CARD`, and calls `mask_corners` when it is resized.
    """
    if blends_windows():
        popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)


def mask_corners(popup: QWidget) -> None:
    """Cut the corners off a popup that cannot have transparent ones, where they would be black."""
    if not popup.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground):
        popup.setMask(_rounded_mask(popup.size()))


@cache
def blends_windows() -> bool:
    """Whether the desktop shows what is behind the transparent parts of a window: on X11 a compositor has to run.

    Asked once: a start makes a dozen menus, and each answer of an X server takes its time.
    """
    if QGuiApplication.platformName() != "xcb":
        return True
    app = QGuiApplication.instance()
    native = app.nativeInterface() if isinstance(app, QGuiApplication) else None
    if not isinstance(native, QNativeInterface.QX11Application):
        return False
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return False
    display = ctypes.c_void_p(native.display())
    x11.XInternAtom.restype = x11.XGetSelectionOwner.restype = ctypes.c_ulong
    selection = x11.XInternAtom(display, b"_NET_WM_CM_S%d" % x11.XDefaultScreen(display), False)
    return bool(x11.XGetSelectionOwner(display, ctypes.c_ulong(selection)))


def show_in_place_of(hidden: QWidget, shown: QWidget) -> None:
    """Hide a part of a popup and show another of the same size.

    In this order: Qt lays a popup out as soon as a part is shown, and it would grow for both, and stay so.
    """
    hidden.hide()
    shown.show()


def send_missing_leaves(popup: QWidget) -> None:
    """Tell the widgets of the window below a popup that closes that the pointer has left them.

    Qt does not while a popup is open, nor when it has closed: they would look hovered until the pointer comes back.
    """
    parent = popup.parentWidget()
    if parent is not None:
        window = parent.window()
        QTimer.singleShot(0, window, lambda: _send_missing_leaves(window))


def _send_missing_leaves(window: QWidget) -> None:
    if QApplication.activePopupWidget() is not None:
        return
    pointer = QCursor.pos()
    for widget in window.findChildren(QWidget):
        is_stale = widget.testAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        if is_stale and not widget.rect().contains(widget.mapFromGlobal(pointer)):
            QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))
            widget.update()


def _rounded_mask(size: QSize) -> QBitmap:
    """Return every pixel that the rounded box covers, also those that its frame covers in part."""
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = make_painter(image)
    draw_box(painter, QRectF(image.rect()), QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.black), Radius.CARD)
    painter.end()
    return QBitmap.fromImage(image.createAlphaMask())
