"""The one QApplication of the process."""

from PySide6.QtWidgets import QApplication

DESKTOP_NAME = "vitec-desktop"
"""Of the .desktop file, by which a Linux desktop knows whose windows they are and shows the right icon.

On Wayland it is the windows' application id, on X11 it is in their class.
"""


def ensure_application(qt_arguments: tuple[str, ...]) -> QApplication:
    """Return the running application, or a new one with Qt's own arguments, such as "-platform offscreen".

    Its style is Fusion, whatever the arguments ask for.
    """
    running = QApplication.instance()
    if isinstance(running, QApplication):
        running.setStyle("Fusion")
        return running
    # In a call that returns the style, Qt would load all of its enumerations, while the window is waited for.
    app = QApplication([DESKTOP_NAME, *qt_arguments, "-style", "fusion"])
    app.setApplicationName("Vitec Desktop")
    app.setDesktopFileName(DESKTOP_NAME)
    return app
