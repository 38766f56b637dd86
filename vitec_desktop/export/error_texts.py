"""Texts for errors of saving a file and for invalid file names."""

from pathlib import Path

from vitec_desktop.export.errors import (
    DiskFull,
    ExportError,
    FolderMissing,
    FolderNotWritable,
    PathTooLong,
    TargetExists,
    TargetInUse,
    TargetIsFolder,
    WriteFailed,
)
from vitec_desktop.export.file_names import FileNameProblem, InvalidFileName
from vitec_desktop.report.error_messages import ErrorMessage
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language

_NOT_SAVED = QT_TRANSLATE_NOOP("ExportProblems", "Filen ”{name}” kunde inte sparas.")

_TEXTS: dict[type[ExportError], tuple[str, str]] = {
    TargetExists: (
        QT_TRANSLATE_NOOP("ExportProblems", "Det finns redan en fil med det namnet."),
        QT_TRANSLATE_NOOP("ExportProblems", "Välj ett annat namn, eller skriv över den."),
    ),
    TargetIsFolder: (
        QT_TRANSLATE_NOOP("ExportProblems", "Det finns redan en mapp med det namnet."),
        QT_TRANSLATE_NOOP("ExportProblems", "Välj ett annat namn."),
    ),
    TargetInUse: (
        QT_TRANSLATE_NOOP("ExportProblems", "Den är öppen i ett annat program, troligen Excel."),
        QT_TRANSLATE_NOOP("ExportProblems", "Stäng filen och försök igen, eller spara under ett annat namn."),
    ),
    FolderMissing: (
        QT_TRANSLATE_NOOP("ExportProblems", "Mappen ”{folder}” finns inte."),
        QT_TRANSLATE_NOOP("ExportProblems", "Välj en annan mapp."),
    ),
    FolderNotWritable: (
        QT_TRANSLATE_NOOP("ExportProblems", "Du får inte spara filer i mappen ”{folder}”."),
        QT_TRANSLATE_NOOP("ExportProblems", "Välj en annan mapp, till exempel Dokument."),
    ),
    DiskFull: (
        QT_TRANSLATE_NOOP("ExportProblems", "Disken med mappen ”{folder}” är full."),
        QT_TRANSLATE_NOOP("ExportProblems", "Frigör utrymme på disken och försök igen."),
    ),
    PathTooLong: (
        QT_TRANSLATE_NOOP("ExportProblems", "Mappens och filens namn är för långa tillsammans."),
        QT_TRANSLATE_NOOP("ExportProblems", "Välj ett kortare namn, eller en mapp närmare diskens rot."),
    ),
    WriteFailed: (
        QT_TRANSLATE_NOOP("ExportProblems", "Datorn svarade: {detail}"),
        QT_TRANSLATE_NOOP("ExportProblems", "Försök igen, eller välj en annan mapp."),
    ),
}

_FILE_NAME_TEXTS = {
    FileNameProblem.EMPTY: QT_TRANSLATE_NOOP("ExportProblems", "Skriv ett filnamn."),
    FileNameProblem.CHARACTERS: QT_TRANSLATE_NOOP("ExportProblems", "Namnet får inte innehålla {parts}."),
    FileNameProblem.ENDING: QT_TRANSLATE_NOOP("ExportProblems", "Namnet får inte sluta med punkt eller mellanslag."),
    FileNameProblem.RESERVED: QT_TRANSLATE_NOOP(
        "ExportProblems", "Windows tillåter inte namnet {parts}. Välj ett annat."
    ),
}
_INVISIBLE = QT_TRANSLATE_NOOP("ExportProblems", "osynliga tecken")


def describe_file_name_error(error: InvalidFileName, language: Language) -> str:
    """Return a sentence that says what is wrong with a file name."""
    shown = [part for part in error.parts if part.isprintable()]
    if len(shown) < len(error.parts):
        shown.append(language.text("ExportProblems", _INVISIBLE))
    return language.text("ExportProblems", _FILE_NAME_TEXTS[error.problem]).format(parts=" ".join(shown))


def describe_export_error(error: ExportError, language: Language) -> ErrorMessage:
    """Return what happened, why, and what the user can do."""
    why, next_step = _TEXTS[type(error)]
    facts = {
        "name": error.path.name,
        "folder": _folder(error.path),
        "detail": error.detail if isinstance(error, WriteFailed) else "",
    }
    return ErrorMessage(
        language.text("ExportProblems", _NOT_SAVED).format(**facts),
        language.text("ExportProblems", why).format(**facts),
        language.text("ExportProblems", next_step),
    )


def _folder(path: Path) -> str:
    return str(path.parent if path.is_absolute() else path.absolute().parent)
