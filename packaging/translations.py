"""Brings `resources/translations/` up to the code: `python packaging/translations.py`.

Source texts are Swedish and stand in the code. `vitec_desktop_en.ts` holds their English words; `vitec_desktop_sv.ts`
holds the Swedish plural forms, and any Swedish word that a broker wants to be another than in the code. New texts come
in as unfinished, those that the code no longer has leave: translate them there, by hand or with Qt Linguist. A
checkout reads the files as they are; packaging/build.py compiles them for the packages.

Qt's lupdate finds the texts. What it does not do is told here: it sees a plural form in `self.tr` only, never in
`QCoreApplication.translate`, so every text with a count in it is made one.
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
"""How many plural forms Swedish and English have: one, and any other number."""

_Key = tuple[str, str]  # context, source text


@dataclass(frozen=True)
class _Known:
    """What a file says of a text; unfinished words are kept until somebody says that they are right."""

    forms: tuple[str, ...]
    is_finished: bool


def update(folder: Path) -> None:
    """Update the files of `folder`, or make them there.

    Raises:
        CalledProcessError: lupdate failed.
    """
    found = _texts_of_the_code()
    for language in _LANGUAGES:
        path = folder / f"vitec_desktop_{language}.ts"
        known = _read(path) if path.is_file() else {}
        wanted = [key for key in found if language != _SOURCE_LANGUAGE or _is_plural(key) or key in known]
        _write(path, language, wanted, known)


def _texts_of_the_code() -> list[_Key]:
    """Every marked text, by context; within one in the order of the code."""
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


def _read(path: Path) -> dict[_Key, _Known]:
    known = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None:
                continue
            forms = tuple(form.text or "" for form in translation.iter("numerusform")) or (translation.text or "",)
            key = (context.findtext("name", ""), message.findtext("source", ""))
            known[key] = _Known(forms, is_finished=translation.get("type") is None and all(forms))
    return known


def _write(path: Path, language: str, wanted: list[_Key], known: dict[_Key, _Known]) -> None:
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage=_SOURCE_LANGUAGE)
    contexts: dict[str, ElementTree.Element] = {}
    for key in wanted:
        name, source = key
        if name not in contexts:
            contexts[name] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[name], "name").text = name
        message = ElementTree.SubElement(contexts[name], "message")
        ElementTree.SubElement(message, "source").text = source
        _add_translation(message, _is_plural(key), known.get(key, _Known(("",), is_finished=False)))
    ElementTree.indent(root, "    ")
    text = ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8", newline="\n")


def _add_translation(message: ElementTree.Element, is_plural: bool, known: _Known) -> None:
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
