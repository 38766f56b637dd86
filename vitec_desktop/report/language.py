"""The language of texts in rooms without Qt, and the words of the translation files for those with it.

Source texts in the code are Swedish. `resources/translations/vitec_desktop_LL.ts` (Qt Linguist's own format) holds
the other languages, and for Swedish the plural forms and whatever a broker wants called otherwise. A package holds them
compiled, by Qt's lrelease; in a checkout they are read as they are, so a corrected label is seen without a build.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vitec_desktop.report.qm_reader import TranslatedTexts, read_qm_file
from vitec_desktop.resources import resource_path

LANGUAGES = ("sv", "en")


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Marks `text` for lupdate and returns it unchanged; it is translated later by `Language.text(context, text)`."""
    return text


@dataclass(frozen=True)
class Language:
    """A language the program speaks: its code ("sv" or "en") and its words, by context and Swedish source text."""

    code: str
    texts: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict, repr=False)

    def text(self, context: str, source: str, count: int | None = None) -> str:
        """`source` in this language, or itself where the file has no word for it; `%n` becomes `count`."""
        forms = self.texts.get((context, source), (source,))
        word = forms[0] if count == 1 or len(forms) == 1 else forms[1]
        return word if count is None else word.replace("%n", str(count))


def load_language(code: str) -> Language:
    """Read the words of language `code`; an unknown code is read as Swedish."""
    code = code if code in LANGUAGES else LANGUAGES[0]
    source = resource_path("translations", f"vitec_desktop_{code}.ts")
    compiled = source.with_suffix(".qm")
    if compiled.is_file():
        return Language(code, read_qm_file(compiled.read_bytes()))
    return Language(code, read_ts_file(source.read_bytes()) if source.is_file() else {})


def read_ts_file(file: bytes) -> TranslatedTexts:
    """The words of a Qt Linguist file, but for those that the code has no longer."""
    from xml.etree import ElementTree  # a package needs none before its first window is painted

    texts: TranslatedTexts = {}
    for context in ElementTree.fromstring(file).iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "vanished":
                continue
            plural = tuple(form.text or "" for form in translation.iter("numerusform"))
            forms = plural or (translation.text or "",)
            if all(forms):
                texts[name, message.findtext("source", "")] = forms
    return texts
