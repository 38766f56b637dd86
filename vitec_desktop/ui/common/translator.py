"""Gives Qt the words of the translation files."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from vitec_desktop.report.language import Language

_COUNTRIES = {"en": "en_GB"}
_SWEDEN = "sv_SE"


class Translator(QTranslator):
    """Answers `tr` and `translate` in a language; what it has no word for stays the Swedish source text."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Qt itself puts the count in the place of %n."""
        forms = self._language.texts.get((context, source))
        if forms is None:
            return None
        return forms[0] if n == 1 or len(forms) == 1 else forms[1]


def install_language(app: QApplication, language: Language) -> None:
    """Our own words, Qt's own, and the country's dates and calendars, in one language from now on."""
    for former in app.findChildren(QTranslator):
        app.removeTranslator(former)
        former.deleteLater()
    QLocale.setDefault(QLocale(_COUNTRIES.get(language.code, _SWEDEN)))
    qt_words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if qt_words.load(f"qtbase_{language.code}", folder):
        app.installTranslator(qt_words)
    app.installTranslator(Translator(language, app))
