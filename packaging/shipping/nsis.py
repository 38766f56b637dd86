"""The set-up for people, made by NSIS: per user, silent with /S."""

from pathlib import Path

from shipping import project
from shipping.running import BuildFailed, need, run, say
from shipping.signing import sign

MAKENSIS = "makensis"


def make_setup(bundle: Path, target: Path, work: Path, version: str | None = None, numbers: str | None = None) -> Path:
    """Pack a frozen folder into a set-up; `version` and `numbers` are for trials of an upgrade."""
    need(MAKENSIS)
    say("packing the set-up")
    words = {
        "VERSION": version or project.version(),
        "NUMBERS": numbers or project.windows_version(),
        "BUNDLE": bundle,
        "ICON": project.ICONS / "vitec-desktop.ico",
        "TARGET": target,
    }
    definitions = [f"-D{name}={value}" for name, value in words.items()]
    script = project.PACKAGING / "windows" / "setup.nsi"
    run([MAKENSIS, "-V2", "-INPUTCHARSET", "UTF8", *definitions, script], log=work / "makensis.log")
    if not target.is_file():
        raise BuildFailed("makensis made no set-up")
    sign(target)
    return target
