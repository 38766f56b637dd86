"""Update `resources/translations/` from the code: `python packaging/translations.py`.

Source texts are Swedish and written in the code. `vitec_desktop_en.ts` holds their English translations;
`vitec_desktop_sv.ts` holds the Swedish plural forms, and Swedish texts that replace those in the code. New texts are
added as unfinished, texts that the code no longer has are removed: translate by hand or with Qt Linguist.

Qt's lupdate finds the texts. It recognises plural forms in `self.tr` only, not in `QCoreApplication.translate`, so
every text with a count in it is given plural forms here.
"""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

_PROJECT = Path(__file__).resolve().parent.parent
_FOLDER = _PROJECT / "resources" / "translations"
_LANGUAGES = ("en", "sv")
_SOURCE_LANGUAGE = "sv"
_FORMS = 2
"""Swedish and English have two plural forms: for one, and for any other number."""

_Key = tuple[str, str]  # context, source text


@dataclass(frozen=True)
class _Translation:
    """The translation of one text in a file; an unfinished one is kept, and stays unfinished."""

    forms: tuple[str, ...]
    is_finished: bool


def update(folder: Path) -> None:
    """Update the files in `folder`, or make them.

    Raises:
        CalledProcessError: lupdate failed.
    """
    found = _find_texts()
    for language in _LANGUAGES:
        path = folder / f"vitec_desktop_{language}.ts"
        known = _read(path) if path.is_file() else {}
        keys = [key for key in found if language != _SOURCE_LANGUAGE or _is_plural(key) or key in known]
        _write(path, language, keys, known)


def _find_texts() -> list[_Key]:
    """Return every marked text, sorted by context, and within a context in the order of the code."""
    import PySide6

    tool = Path(PySide6.__file__).parent / ("lupdate.exe" if sys.platform == "win32" else "lupdate")
    sources = sorted(str(path.relative_to(_PROJECT)) for path in (_PROJECT / "vitec_desktop").rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "texts.ts"
        options = ("-locations", "none", "-source-language", _SOURCE_LANGUAGE, "-target-language", "en")
        subprocess.run(
            [str(tool), *sources, *options, "-ts", str(target)], cwd=_PROJECT, check=True, stdout=subprocess.DEVNULL
        )
        return sorted(_read(target), key=lambda key: key[0])


def _is_plural(key: _Key) -> bool:
    return "%n" in key[1] or "%Ln" in key[1]


def _read(path: Path) -> dict[_Key, _Translation]:
    known = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None:
                continue
            forms = tuple(form.text or "" for form in translation.iter("numerusform")) or (translation.text or "",)
            key = (context.findtext("name", ""), message.findtext("source", ""))
            known[key] = _Translation(forms, is_finished=translation.get("type") is None and all(forms))
    return known


def _write(path: Path, language: str, keys: list[_Key], known: dict[_Key, _Translation]) -> None:
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage=_SOURCE_LANGUAGE)
    contexts: dict[str, ElementTree.Element] = {}
    for key in keys:
        name, source = key
        if name not in contexts:
            contexts[name] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[name], "name").text = name
        message = ElementTree.SubElement(contexts[name], "message")
        ElementTree.SubElement(message, "source").text = source
        _add_translation(message, _is_plural(key), known.get(key, _Translation(("",), is_finished=False)))
    ElementTree.indent(root, "    ")
    text = ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8", newline="\n")


def _add_translation(message: ElementTree.Element, is_plural: bool, known: _Translation) -> None:
    translation = ElementTree.SubElement(message, "translation")
    is_finished = known.is_finished and len(known.forms) == (_FORMS if is_plural else 1)
    if not is_finished:
        translation.set("type", "unfinished")
    if not is_plural:
        translation.text = known.forms[0]
        return
    message.set("numerus", "yes")
    for number in range(_FORMS):
        ElementTree.SubElement(translation, "numerusform").text = known.forms[min(number, len(known.forms) - 1)]


if __name__ == "__main__":
    update(_FOLDER)
