"""Making the set-up with NSIS: it installs for one user, and silently with /S."""

import sys
from pathlib import Path

from steps import metadata
from steps.signing import is_signing, sign
from steps.subprocess_utils import BuildFailed, log_step, require_programs, run

MAKENSIS = "makensis"


def make_setup(
    bundle: Path,
    target: Path,
    work: Path,
    version: str | None = None,
    numbers: str | None = None,
    *,
    is_small: bool = True,
) -> Path:
    """Pack a frozen folder into a set-up; return the file.

    Args:
        bundle: the frozen folder.
        target: the file to make.
        work: the folder for temporary files.
        version: the version to show, for tests of an upgrade; None for the program's own.
        numbers: that version as four numbers; None for the program's own.
        is_small: whether to pack as small as can be, which takes minutes; tests of an upgrade do without.
    """
    require_programs(MAKENSIS)
    log_step("packing the set-up")
    values = {
        "VERSION": version or metadata.version(),
        "NUMBERS": numbers or metadata.windows_version(),
        "BUNDLE": bundle,
        "ICON": metadata.ICONS / "vitec-desktop.ico",
        "TARGET": target,
        "COPYRIGHT": metadata.COPYRIGHT,
    }
    if is_signing():
        # NSIS packs the uninstaller itself: it runs this for it, with the file as a last word.
        values["SIGN"] = f'"{sys.executable}" "{metadata.PACKAGING / "sign.py"}"'
    definitions = [f"-D{name}={value}" for name, value in values.items()]
    script = metadata.PACKAGING / "windows" / "setup.nsi"
    quick = [] if is_small else ["-XSetCompressor /FINAL zlib"]
    run([MAKENSIS, "-V2", "-INPUTCHARSET", "UTF8", *quick, *definitions, script], log_file=work / "makensis.log")
    if not target.is_file():
        raise BuildFailed("makensis made no set-up")
    sign(target)
    return target
