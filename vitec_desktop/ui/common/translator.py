"""Installs the translation files in Qt."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from vitec_desktop.report.language import Language

_COUNTRIES = {"en": "en_GB"}
_SWEDEN = "sv_SE"
# The application's: to look for them among its children would load its style with all of that one's enumerations.
_installed: list[QTranslator] = []


class Translator(QTranslator):
    """Translates for `tr` and `translate`; a text without translation stays in Swedish, as in the source."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Return the form for the count `n`, in which Qt replaces %n; None where there is no translation."""
        forms = self._language.texts.get((context, source))
        if forms is None:
            return None
        return forms[0] if n == 1 or len(forms) == 1 else forms[1]


def install_language(app: QApplication, language: Language) -> None:
    """Set the language of our texts, of Qt's own, and of dates and calendars."""
    for old in filter(isValid, _installed):
        app.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(QLocale(_COUNTRIES.get(language.code, _SWEDEN)))
    for window in app.topLevelWidgets():
        window.unsetLocale()  # those that exist already would keep the default of before
    qt_translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    qt_translator.load(f"qtbase_{language.code}", folder)  # which may not be there
    _installed[:] = qt_translator, Translator(language, app)
    for translator in _installed:
        app.installTranslator(translator)
