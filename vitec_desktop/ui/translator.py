"""Gives Qt the words of the translation files."""

from PySide6.QtCore import QObject, QTranslator

from vitec_desktop.report.language import Language


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
