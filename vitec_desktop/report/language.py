"""The translated texts of a language, without Qt.

Source texts in the code are Swedish. `resources/translations/vitec_desktop_LL.ts`, in the format of Qt Linguist, holds
the English translations, and for Swedish the plural forms and any replaced texts.
"""

from collections.abc import Mapping
from functools import cache
from typing import ClassVar
from xml.parsers.expat import ParserCreate

from vitec_desktop.brief_struct import BriefStruct
from vitec_desktop.resources import resource_path

LANGUAGES = ("sv", "en")

Translations = dict[tuple[str, str], tuple[str, ...]]
"""The plural forms of a text, or its one form, by context and Swedish source text."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark `text` for lupdate and return it unchanged; `Language.text(context, text)` translates it later."""
    return text


class Language(BriefStruct, frozen=True):
    """A language of the program: its code ("sv" or "en") and its translations, by context and Swedish source text."""

    left_out: ClassVar = ("texts",)

    code: str
    texts: Mapping[tuple[str, str], tuple[str, ...]] = {}

    def text(self, context: str, source: str, count: int | None = None) -> str:
        """Return the translation of `source`, or `source` if there is none; `%n` becomes `count`."""
        forms = self.texts.get((context, source), (source,))
        text = forms[0] if count == 1 or len(forms) == 1 else forms[1]
        return text if count is None else text.replace("%n", str(count))


@cache
def load_language(code: str) -> Language:
    """Load the translations of a language; an unknown code is taken for Swedish."""
    code = code if code in LANGUAGES else LANGUAGES[0]
    file = resource_path("translations", f"vitec_desktop_{code}.ts")
    return Language(code, read_ts_file(file.read_bytes()) if file.is_file() else {})


def read_ts_file(content: bytes) -> Translations:
    """Return the finished translations of a Qt Linguist file.

    By expat directly: this runs before the first window is painted, and ElementTree takes six times as long.

    Raises:
        ExpatError: the file is not XML, or is cut short.
    """
    translations: Translations = {}
    values: dict[str, str] = {}  # the last text of each element
    forms: list[str] = []
    text: list[str] = []

    def start_element(tag: str, attributes: dict[str, str]) -> None:
        text.clear()
        if tag == "translation":
            forms.clear()
            values["type"] = attributes.get("type", "")

    def end_element(tag: str) -> None:
        values[tag] = "".join(text)
        if tag == "numerusform":
            forms.append(values[tag])
        elif tag == "translation" and values["type"] != "vanished":
            translation = tuple(forms) or (values[tag],)
            if all(translation):
                translations[values["name"], values["source"]] = translation

    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start_element
    parser.EndElementHandler = end_element
    parser.CharacterDataHandler = text.append
    parser.Parse(content, True)
    return translations
