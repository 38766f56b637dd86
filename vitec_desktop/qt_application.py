"""The one QApplication of the process."""

from PySide6.QtWidgets import QApplication


def ensure_application(rest: tuple[str, ...]) -> QApplication:
    """The application that runs, or a new one; `rest` is for Qt itself, such as "-platform offscreen"."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    app = QApplication(["vitec-desktop", *rest])
    app.setApplicationName("Vitec Desktop")
    app.setDesktopFileName("vitec-desktop")
    return app
