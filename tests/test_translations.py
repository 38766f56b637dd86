"""Every word that a user can see is there in both languages, and no word is forgotten."""

import importlib.util
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from vitec_desktop.report.language import LANGUAGES, Language, load_language
from vitec_desktop.resources import resource_path

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = PROJECT / "vitec_desktop"
PLACEHOLDER = re.compile(r"\{\w*(?::[^}]*)?\}|%L?n|%\d")
SENTENCE_END = re.compile(r"[.…?!:]$")

BEGINS_WITH_A_NAME = {"Macens nyckelhanterare"}

PLURALS = {
    "sv": "leads rader rapporter filer delar dagar veckorna månader månaderna texter grupper kolumner obehandlade andra"
    " nya tagna avböjda",
    "en": "leads tips rows reports files parts days weeks months texts groups columns offices others are were",
}
NEVER_OF_ONE = {
    "{count} obehandlade",  # of one there is another text
    "Kopiera {count} rader",
    "{days} dagar",
    "Över {days} dagar",
    "Det som hänt de senaste {days} dagarna syns när du hämtar.",
    "Senaste {count} veckorna",  # always thirteen
    "Senaste {count} månaderna",
    "{count} kontor",  # one is named
    "{count} av {total} kontor",
    "{names} och {count} andra",
    "{count} andra",
    "{shown} av {total} kolumner",  # of a list, which has more than twenty
    "{days} av {all} dagar",  # of a week or a month
    "{known} av {days} dagar",
}

Key = tuple[str, str]  # context, source text


def translations_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", PROJECT / "packaging" / "translations.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The translation files, brought up to the code in a folder of the test's own."""
    folder = tmp_path_factory.mktemp("translations")
    for language in LANGUAGES:
        name = f"vitec_desktop_{language}.ts"
        (folder / name).write_bytes(resource_path("translations", name).read_bytes())
    translations_tool().update(folder)
    return folder


def messages(folder: Path, language: str) -> Iterator[tuple[Key, ElementTree.Element]]:
    root = ElementTree.parse(folder / f"vitec_desktop_{language}.ts").getroot()
    for context in root.iter("context"):
        for message in context.iter("message"):
            yield (context.findtext("name", ""), message.findtext("source", "")), message


def forms(message: ElementTree.Element) -> tuple[str, ...]:
    translation = message.find("translation")
    assert translation is not None
    plural = tuple(form.text or "" for form in translation.iter("numerusform"))
    return plural or (translation.text or "",)


# The files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_hold_what_the_code_says_and_nothing_else(fresh: Path, language: str) -> None:
    name = f"vitec_desktop_{language}.ts"
    assert resource_path("translations", name).read_text("utf-8") == (fresh / name).read_text("utf-8"), (
        "bring the files up to the code: python packaging/translations.py"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_finished(fresh: Path, language: str) -> None:
    unfinished = []
    for key, message in messages(fresh, language):
        translation = message.find("translation")
        assert translation is not None
        if translation.get("type") is not None or not all(forms(message)):
            unfinished.append(key)
    assert not unfinished


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_separators_are_those_of_the_source(fresh: Path, language: str) -> None:
    odd = [
        (key, form)
        for key, message in messages(fresh, language)
        for form in forms(message)
        if sorted(PLACEHOLDER.findall(form)) != sorted(PLACEHOLDER.findall(key[1]))
        or form.count(" · ") != key[1].count(" · ")
        or form.count("\t") != key[1].count("\t")
    ]
    assert not odd


def test_a_sentence_ends_as_its_source_does(fresh: Path) -> None:
    odd = [
        (key, form)
        for key, message in messages(fresh, "en")
        for form in forms(message)
        if (found := SENTENCE_END.findall(key[1].strip())) != SENTENCE_END.findall(form.strip())
        or key[1].endswith(" ") != form.endswith(" ")
        or (not found and key[1][:1].isupper() and form[:1].islower() and key[1] not in BEGINS_WITH_A_NAME)
    ]
    assert not odd


def test_no_swedish_is_left_in_the_english_file(fresh: Path) -> None:
    odd = [
        (key, form) for key, message in messages(fresh, "en") for form in forms(message) if re.search("[åäöÅÄÖ]", form)
    ]
    assert not odd


def test_an_access_key_is_kept(fresh: Path) -> None:
    odd = [
        (key, form)
        for key, message in messages(fresh, "en")
        for form in forms(message)
        if key[0] == "Menus" and ("&" in key[1]) != ("&" in form)
    ]
    assert not odd


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_a_count_has_both_plural_forms(fresh: Path, language: str) -> None:
    counted = {key for key, _ in messages(fresh, "en") if "%n" in key[1] or "%Ln" in key[1]}
    plural = {key: message for key, message in messages(fresh, language) if message.get("numerus") == "yes"}
    assert set(plural) == counted
    assert all(len(forms(message)) == 2 for message in plural.values())


def test_the_swedish_plural_forms_are_the_source_s_own(fresh: Path) -> None:
    odd = [
        (key, form)
        for key, message in messages(fresh, "sv")
        if message.get("numerus") == "yes"
        for form in forms(message)[1:]
        if form != key[1]
    ]
    assert not odd


def test_one_and_many_differ_where_they_are_said() -> None:
    swedish, english = load_language("sv"), load_language("en")
    assert swedish.text("DetailsPane", "%n rader markerade.", 1) == "1 rad markerad."
    assert swedish.text("DetailsPane", "%n rader markerade.", 3) == "3 rader markerade."
    assert english.text("DetailsPane", "%n rader markerade.", 1) == "1 row selected."
    assert english.text("Status", "%n kontor", 3) == "3 offices"


def test_a_label_that_was_corrected_stays_when_the_files_are_updated(tmp_path: Path) -> None:
    path = tmp_path / "vitec_desktop_sv.ts"
    path.write_text(
        '<TS version="2.1" language="sv"><context><name>Columns</name><message><source>Avsändare</source>'
        "<translation>Tipsare</translation></message></context></TS>",
        encoding="utf-8",
    )
    tool = translations_tool()
    tool.update(tmp_path)
    tool.update(tmp_path)
    texts = {key: forms(message) for key, message in messages(tmp_path, "sv")}
    assert texts["Columns", "Avsändare"] == ("Tipsare",)
    assert ("Columns", "Mottagare") not in texts


# What is said --------------------------------------------------------------------------------------------------------


def api_words() -> Mapping[str, str]:
    """Names that the service's documentation gives, Swedish and English."""
    return {
        "Avsändare": "Sender",
        "Mottagare": "Receiver",
        "Skickat av": "Sent by",
        "Skapat": "Created",
        "Rubrik": "Heading",
        "Namn på lead": "Lead name",
        "Typ av lead": "Lead type",
        "Typ av tips": "Tip type",
        "Status": "State",
        "Meddelande": "Message",
        "Förnamn": "First name",
        "Efternamn": "Last name",
        "Bostadsstatus": "Estate status",
        "Bostads-id": "Estate id",
        "Status i beslutsstödsrapporter": "Decision-support status",
        "Mottagarens anställningsnummer": "Receiver's employee number",
        "Typ av användare": "User type",
    }


def test_columns_are_called_as_the_service_calls_them() -> None:
    english = load_language("en")
    for swedish, word in api_words().items():
        assert english.text("Columns", swedish) == word


@pytest.mark.parametrize(
    ("context", "swedish", "english"),
    [
        ("States", "Hos fördelare", "With distributor"),
        ("States", "Avböjd", "Declined"),
        ("States", "Ej svar/upptaget", "No answer or busy"),
        ("States", "Felaktig eller dubblett", "Incorrect or duplicate"),
        ("EstateStatuses", "Intagsförsök", "Assignment attempt"),
        ("EstateStatuses", "Försprång", "Pre-sale"),
        ("EstateStatuses", "Såld/Referensbostad", "Sold, reference home"),
        ("EstateStatuses", "Tillträdd", "Access taken"),
        ("EstateStatuses", "Återtagen", "Assignment withdrawn"),
        ("TipTypes", "Från visning", "From viewing"),
        ("UserTypes", "Användargrupp", "User group"),
    ],
)
def test_values_are_called_as_the_service_calls_them(context: str, swedish: str, english: str) -> None:
    assert load_language("en").text(context, swedish) == english
    assert Language("sv").text(context, swedish) == swedish


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_has_a_form_for_one(fresh: Path, language: str) -> None:
    """A number that stands before a word in the plural is %n, and the form for one has another word."""
    word = rf"(?:\w+ )?(?:{'|'.join(PLURALS[language].split())})\b"
    before_plural, one_before_plural = re.compile(rf"\{{\w+\}} {word}"), re.compile(rf"(?:%n|1) {word}")
    odd = []
    for key, message in messages(fresh, language):
        texts = forms(message) if language == "en" or message.get("numerus") else (key[1],)
        if message.get("numerus"):
            odd += [key[1]] if one_before_plural.search(texts[0]) else []
        elif key[1] not in NEVER_OF_ONE and before_plural.search(texts[0]):
            odd.append(key[1])
    assert not odd
