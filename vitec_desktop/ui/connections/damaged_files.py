"""What the user is told at the start about settings files that could not be read, or not wholly."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from vitec_desktop.accounts.connections import LoadedConnections
from vitec_desktop.schedule.plan_file import LoadedPlans
from vitec_desktop.storage.json_file import LoadedFile
from vitec_desktop.ui.widgets.notice import Notice, NoticeLevel

LoadedSettingsFile = LoadedFile | LoadedConnections | LoadedPlans


def unreadable_files_notice(files: Mapping[Path, LoadedSettingsFile]) -> Notice | None:
    """One notice that tells of each file; None where all could be read."""
    told = {path: words for path, loaded in files.items() if (words := _problem_text(path, loaded))}
    if not told:
        return None
    if len(told) == 1:
        [(what, why)] = told.values()
        return Notice(NoticeLevel.WARN, what, why)
    what = QCoreApplication.translate("DamagedFiles", "Flera inställningsfiler kunde inte läsas som de ska.")
    return Notice(NoticeLevel.WARN, what, "\n".join(f"{path.name}: {why}" for path, (_, why) in told.items()))


def _problem_text(path: Path, loaded: LoadedSettingsFile) -> tuple[str, str] | None:
    """What is wrong with one file, and what that means; None where nothing is."""
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
