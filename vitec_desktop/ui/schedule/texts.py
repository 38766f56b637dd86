"""Texts about scheduled exports."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from vitec_desktop.accounts.connections import Connection
from vitec_desktop.accounts.credential_store import KeyringProblem
from vitec_desktop.report.error_messages import ErrorMessage
from vitec_desktop.report.language import Language
from vitec_desktop.report.periods import PRESET_NAMES
from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem
from vitec_desktop.schedule.plan import Frequency, Plan, Recurrence
from vitec_desktop.schedule.run_history import Run, RunResult
from vitec_desktop.schedule.service import PlanState
from vitec_desktop.ui.connections.texts import NO_KEYRING, keyring_text
from vitec_desktop.ui.widgets.notice import Notice, NoticeLevel

PASSWORD_RESULTS = (RunResult.SIGN_IN_REFUSED, RunResult.NO_PASSWORD)
"""The results after which the user is asked for the password again."""


def weekday_name(day: int) -> str:
    """Return the name of a weekday, 1 for Monday, as used within a sentence."""
    return QLocale().dayName(day, QLocale.FormatType.LongFormat)


def recurrence_text(recurrence: Recurrence) -> str:
    """Return such as "varje måndag kl. 07:00"."""
    translate = QCoreApplication.translate
    if recurrence.frequency is Frequency.WEEKLY:
        text = translate("Schedule", "varje {day} kl. {time}")
        return text.format(day=weekday_name(recurrence.day), time=f"{recurrence.time_of_day:%H:%M}")
    text = translate("Schedule", "den {day} varje månad kl. {time}")
    return text.format(day=recurrence.day, time=f"{recurrence.time_of_day:%H:%M}")


def plan_title(plan: Plan, connections: Sequence[Connection], language: Language) -> str:
    """Return such as "Förra veckan, varje måndag kl. 07:00"; of several connections, the plan's is named first."""
    text = f"{language.text('Periods', PRESET_NAMES[plan.preset])}, {recurrence_text(plan.recurrence)}"
    name = next((one.name for one in connections if one.id == plan.connection_id), "")
    return f"{name}: {text}" if name and len(connections) > 1 else text


def plan_status_text(state: PlanState, now: datetime) -> str:
    """Return how the last run ended, and when the next one is due."""
    translate = QCoreApplication.translate
    if not state.is_installed:
        return translate(
            "Schedule", "Den är inte schemalagd på den här datorn. Spara den på nytt för att köra den här."
        )
    next_run = translate("Schedule", "Nästa: {moment}").format(
        moment=_moment_text(state.plan.recurrence.next_after(now))
    )
    run = state.last_run
    if run is None:
        return next_run
    last = translate("Schedule", "Senast: {moment}, {result}")
    return f"{last.format(moment=_moment_text(run.started_at), result=_result_text(run, now))} · {next_run}"


def run_problem(run: Run) -> ErrorMessage:
    """Return the message about a run that failed, was incomplete or was missed."""
    translate = QCoreApplication.translate
    moment = _moment_text(run.started_at)
    if run.result is RunResult.MISSED:
        why = translate("Schedule", "Den skulle ha körts {moment}, men datorn var av eller du var inte inloggad.")
        return ErrorMessage(
            translate("Schedule", "En schemalagd export blev inte av."),
            why.format(moment=moment),
            translate("Schedule", "Kör den nu, eller hämta perioden här."),
        )
    if run.result is RunResult.NO_TASK:
        why = translate("Schedule", "Den skulle ha körts {moment}, men är inte schemalagd på den här datorn.")
        return ErrorMessage(
            translate("Schedule", "En schemalagd export blev inte av."),
            why.format(moment=moment),
            translate("Schedule", "Öppna schemat, och spara det på nytt om exporten ska köras här."),
        )
    if run.result is RunResult.INCOMPLETE:
        what = translate("Schedule", "Den schemalagda exporten {moment} är inte komplett.")
    else:
        what = translate("Schedule", "Den schemalagda exporten {moment} misslyckades.")
    return ErrorMessage(what.format(moment=moment), _reason(run.result), _next_step(run.result))


def no_keyring_notice(problem: KeyringProblem | None) -> Notice | None:
    """Return a warning that runs will have no password; None where the keyring can be used."""
    if problem is None or problem not in NO_KEYRING:
        return None
    translate = QCoreApplication.translate
    why = translate(
        "Schedule",
        "{reason} Lösenordet finns bara medan programmet är öppet, och en körning når det inte. Exportera i fönstret "
        "i stället.",
    )
    return Notice(
        NoticeLevel.WARN,
        translate("Schedule", "Schemalagd export går inte på den här datorn."),
        why.format(reason=keyring_text(problem)),
    )


def scheduler_error_text(error: SchedulerFailed) -> str:
    """Return why the system's scheduler failed."""
    translate = QCoreApplication.translate
    return {
        SchedulerProblem.NONE_FOUND: translate("Schedule", "Programmet hittar ingen schemaläggare på datorn."),
        SchedulerProblem.NO_SESSION: translate(
            "Schedule", "Datorns schemaläggare (systemd) är inte igång för ditt konto. Fråga er it-ansvariga."
        ),
        SchedulerProblem.REFUSED: translate(
            "Schedule", "Datorns schemaläggare sade nej. Fråga er it-ansvariga om du får schemalägga program."
        ),
        SchedulerProblem.NOT_ANSWERING: translate("Schedule", "Datorns schemaläggare svarar inte. Försök igen senare."),
        SchedulerProblem.NOT_WRITTEN: translate(
            "Schedule", "Schemaläggarens fil kunde inte skrivas. Fråga er it-ansvariga."
        ),
        SchedulerProblem.UNSUPPORTED_PATH: translate(
            "Schedule",
            "Ett tecken i sökvägen till programmet eller inställningarna går inte att använda.",
        ),
    }[error.problem]


def _moment_text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _result_text(run: Run, now: datetime) -> str:
    translate = QCoreApplication.translate
    if run.is_running(now):
        return translate("Schedule", "pågår")
    if run.result is RunResult.COMPLETE:
        return translate("Schedule", "klar")
    if run.result is RunResult.INCOMPLETE:
        return translate("Schedule", "inte komplett")
    if run.result is RunResult.MISSED:
        return translate("Schedule", "blev inte av")
    return translate("Schedule", "misslyckades")


def _reason(result: RunResult) -> str:
    translate = QCoreApplication.translate
    texts = {
        RunResult.INCOMPLETE: translate("Schedule", "En del kunde inte hämtas eller läsas; filen säger vad."),
        RunResult.SIGN_IN_REFUSED: translate("Schedule", "Inloggningen nekades."),
        RunResult.NO_PASSWORD: translate("Schedule", "Lösenordet fanns inte i datorns nyckelring."),
        RunResult.KEYRING_LOCKED: translate("Schedule", "Datorns nyckelring var låst eller svarade inte."),
        RunResult.ACCESS_REFUSED: translate("Schedule", "Åtkomsten till rapporten nekades."),
        RunResult.NO_NETWORK: translate("Schedule", "Tjänsten gick inte att nå, trots flera försök."),
        RunResult.SERVICE_FAILED: translate("Schedule", "Tjänsten svarade inte som den ska, trots flera försök."),
        RunResult.FOLDER_MISSING: translate("Schedule", "Mappen som filen skulle sparas i fanns inte."),
        RunResult.NOT_WRITTEN: translate("Schedule", "Filen kunde inte sparas."),
        RunResult.NO_CONNECTION: translate("Schedule", "Anslutningen finns inte längre, eller har inga kund-id."),
        RunResult.INTERRUPTED: translate("Schedule", "Den avbröts."),
        RunResult.STARTED: translate("Schedule", "Den avbröts, troligen för att datorn stängdes av."),
    }
    return texts.get(result, translate("Schedule", "Ett oväntat fel inträffade."))


def _next_step(result: RunResult) -> str:
    translate = QCoreApplication.translate
    if result in PASSWORD_RESULTS:
        return translate("Schedule", "Ange lösenordet på nytt under Arkiv › Anslutningar.")
    if result in (RunResult.FOLDER_MISSING, RunResult.NOT_WRITTEN, RunResult.NO_CONNECTION):
        return translate("Schedule", "Ändra schemat, och kör exporten nu.")
    return translate("Schedule", "Kör exporten nu, eller hämta perioden här.")
