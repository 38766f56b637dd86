"""Texts about connections, keyrings, connection tests and settings files."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from vitec_desktop.accounts.connections import LoadedConnections
from vitec_desktop.accounts.credential_store import KeyringFailed, KeyringProblem, SaveResult
from vitec_desktop.report.error_messages import describe_error
from vitec_desktop.report.language import Language
from vitec_desktop.schedule.plan import LoadedPlans
from vitec_desktop.storage.json_file import LoadedFile, SaveProblem, SettingsNotSaved
from vitec_desktop.ui.widgets.notice import Notice, NoticeLevel
from vitec_desktop.webservice.connection_check import CheckResult
from vitec_desktop.webservice.errors import ErrorScope
from vitec_desktop.webservice.request import Customer

NO_KEYRING = (KeyringProblem.NONE_FOUND, KeyringProblem.PLAIN_TEXT)


def keyring_name(problem: KeyringProblem | None) -> str:
    """Return the name that users know for the keyring; "" where this computer has none."""
    translate = QCoreApplication.translate
    if problem in NO_KEYRING:
        return ""
    if sys.platform == "win32":
        return translate("Keyring", "Windows (Autentiseringshanteraren)")
    if sys.platform == "darwin":
        return translate("Keyring", "Macens nyckelhanterare")
    return translate("Keyring", "datorns nyckelring")


def password_storage_text(keyring_name: str) -> str:
    """Return where a password is saved; `keyring_name` is "" where there is no keyring."""
    translate = QCoreApplication.translate
    if not keyring_name:
        return translate(
            "Keyring", "Datorn har ingen säker nyckelring: lösenordet gäller tills programmet stängs och sparas inte."
        )
    return translate("Keyring", "Lösenordet sparas i {keyring}, aldrig i en fil.").format(keyring=keyring_name)


def keyring_text(problem: KeyringProblem) -> str:
    """Return why the keyring failed."""
    translate = QCoreApplication.translate
    return {
        KeyringProblem.NONE_FOUND: translate("Keyring", "Datorn har ingen nyckelring."),
        KeyringProblem.PLAIN_TEXT: translate(
            "Keyring", "Datorns nyckelring sparar lösenord oskyddade och används inte."
        ),
        KeyringProblem.LOCKED: translate("Keyring", "Datorns nyckelring är låst."),
        KeyringProblem.REFUSED: translate("Keyring", "Datorns nyckelring tog inte emot lösenordet."),
        KeyringProblem.NOT_ANSWERING: translate("Keyring", "Datorns nyckelring svarar inte."),
    }[problem]


def connection_removed_notice(customers: Sequence[Customer]) -> Notice:
    """Return why these offices of a report cannot be fetched again."""
    translate = QCoreApplication.translate
    names = ", ".join(customer.label for customer in customers)
    what = translate("Connections", "{offices} kan inte hämtas.").format(offices=names)
    why = translate("Connections", "Anslutningen som hämtade dem är borttagen, men det som visas är kvar.")
    next_step = translate("Connections", "Välj kontor och hämta en ny rapport, eller lägg till anslutningen igen.")
    return Notice(NoticeLevel.ERR, what, f"{why} {next_step}")


def password_reason(failure: KeyringFailed | None, *, was_refused: bool = False) -> str:
    """Return why the password is asked for; without a failure, the keyring has none.

    `was_refused`: the service refused the password that was entered in this session.
    """
    translate = QCoreApplication.translate
    if was_refused:
        return translate("Keyring", "Lösenordet som skrevs sist nekades. Skriv det igen för att gå vidare.")
    if failure is None:
        return translate("Keyring", "Lösenordet finns inte i datorns nyckelring. Skriv det för att gå vidare.")
    request = translate("Keyring", "Skriv lösenordet för att gå vidare.")
    return f"{keyring_text(failure.problem)} {request}"


def saved_notice(result: SaveResult | None) -> Notice | None:
    """Return a warning where a connection's password could not be saved; None where it could."""
    if result is None or result.problem is None:
        return None
    translate = QCoreApplication.translate
    what = translate("Keyring", "Lösenordet gäller tills programmet stängs.")
    why = translate("Keyring", "{reason} Anslutningen är sparad, men lösenordet måste skrivas igen nästa gång.")
    return Notice(NoticeLevel.WARN, what, why.format(reason=keyring_text(result.problem)))


def not_saved_notice(error: SettingsNotSaved) -> Notice:
    """Return the notice that settings were not saved and apply until the program ends."""
    translate = QCoreApplication.translate
    what = translate("Settings", "Inställningarna kunde inte sparas.")
    why = translate("Settings", "{reason} De gäller tills programmet stängs. Filen: {path}")
    return Notice(NoticeLevel.WARN, what, why.format(reason=not_saved_reason(error), path=error.path))


def not_saved_reason(error: SettingsNotSaved) -> str:
    """Return why a settings file could not be written."""
    return save_problem_text(error.problem, error.detail)


def save_problem_text(problem: SaveProblem, detail: str) -> str:
    """Return why a file of the program could not be written; `detail` is the system's message."""
    translate = QCoreApplication.translate
    return {
        SaveProblem.READ_ONLY: translate("Settings", "Programmet får inte skriva i sin mapp."),
        SaveProblem.DISK_FULL: translate("Settings", "Disken är full."),
        SaveProblem.IN_USE: translate("Settings", "Ett annat program håller filen öppen."),
        SaveProblem.NEWER_VERSION: translate("Settings", "Filen kommer från en nyare version av programmet."),
        SaveProblem.OTHER: translate("Settings", "Datorn svarade: {detail}").format(detail=detail),
    }[problem]


def check_result_notice(result: CheckResult, language: Language) -> Notice:
    """Return the notice of a connection test's result."""
    translate = QCoreApplication.translate
    if not result.failed_parts:
        offices = ", ".join(customer.label for customer in result.accepted)
        why = translate("ConnectionTest", "Rapporten kan hämtas för {offices}.").format(offices=offices)
        return Notice(NoticeLevel.OK, translate("ConnectionTest", "Anslutningen fungerar."), why)
    failed = result.failed_parts
    refused = next((part for part in failed if part.error.scope is not ErrorScope.PART), failed[0])
    problem = describe_error(refused.error, refused.part.customer, language)
    if not result.accepted:
        return Notice(NoticeLevel.ERR, problem.what, " ".join((problem.why, problem.next_step)))
    offices = ", ".join(one.part.customer.label for one in result.failed_parts)
    what = translate("ConnectionTest", "Inloggningen fungerar, men inte för {offices}.").format(offices=offices)
    return Notice(NoticeLevel.WARN, what, problem.text)


def office_errors(result: CheckResult, language: Language) -> dict[str, str]:
    """Return why an office's report cannot be read, by the office's id."""
    return {
        failed.part.customer.id: describe_error(failed.error, failed.part.customer, language).what
        for failed in result.failed_parts
    }


LoadedSettingsFile = LoadedFile | LoadedConnections | LoadedPlans


def unreadable_files_notice(files: Mapping[Path, LoadedSettingsFile]) -> Notice | None:
    """Return one notice about all files that could not be read; None where all could."""
    problems = {path: problem for path, loaded in files.items() if (problem := _problem_text(path, loaded))}
    if not problems:
        return None
    if len(problems) == 1:
        [(what, why)] = problems.values()
        return Notice(NoticeLevel.WARN, what, why)
    what = QCoreApplication.translate("DamagedFiles", "Flera inställningsfiler kunde inte läsas som de ska.")
    return Notice(NoticeLevel.WARN, what, "\n".join(f"{path.name}: {why}" for path, (_, why) in problems.items()))


def _problem_text(path: Path, loaded: LoadedSettingsFile) -> tuple[str, str] | None:
    """Return what is wrong with a file, and what follows; None where nothing is."""
    translate = QCoreApplication.translate
    if loaded.is_damaged:
        what = translate("DamagedFiles", "En inställningsfil var skadad.")
        why = translate(
            "DamagedFiles", "Programmet använder det som gick att läsa. Den skadade filen ligger kvar som {file}."
        )
    elif loaded.is_unreadable:
        what = translate("DamagedFiles", "En inställningsfil kunde inte läsas.")
        why = translate(
            "DamagedFiles", "Datorn låter inte programmet läsa {file}. Filen ligger kvar, och programmet börjar om."
        )
    elif loaded.is_newer_version:
        what = translate("DamagedFiles", "En inställningsfil kommer från en nyare version av programmet.")
        why = translate("DamagedFiles", "Den används, men ändringar sparas inte i {file}. Uppdatera programmet.")
    else:
        return None
    return what, why.format(file=loaded.backup_path or path)
