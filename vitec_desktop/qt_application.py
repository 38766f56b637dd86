"""The one QApplication of the process."""

from PySide6.QtWidgets import QApplication


def ensure_application(qt_arguments: tuple[str, ...]) -> QApplication:
    """Return the running application, or a new one with Qt's own arguments, such as "-platform offscreen"."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    app = QApplication(["vitec-desktop", *qt_arguments])
    app.setApplicationName("Vitec Desktop")
    app.setDesktopFileName("vitec-desktop")
    return app
