"""Making the macOS program and a .dmg of it, on a Mac. Written for GitHub's Mac runners; not tried by us.

The program is for the processor that it is built on: one on Apple's own (arm64), one on an Intel Mac (x86_64).

VITEC_DESKTOP_MAC_IDENTITY names the signing identity: the same for all versions, or the keychain asks the user again
after each update. VITEC_DESKTOP_MAC_NOTARY names the keychain profile of `notarytool`.
"""

import os
import platform
import shutil
from pathlib import Path

from steps import metadata, pyinstaller
from steps.bill_of_materials import put_beside
from steps.smoke_test import run_in_place, run_moved
from steps.subprocess_utils import empty_folder, log_step, require_programs, run

_APP = f"{metadata.TITLE}.app"


def build(work: Path, dist: Path) -> list[Path]:
    """Freeze, test and sign the program, and pack it; return the files made."""
    require_programs("codesign", "hdiutil", is_python_library_needed=True)
    folder = pyinstaller.freeze(work, dist)
    run_in_place(folder / metadata.PROGRAM)
    run_moved(folder)
    app = dist / _APP
    shutil.copytree(folder / "licences", app / "Contents" / "Resources" / "licences", dirs_exist_ok=True)
    _sign(app)
    run_in_place(app / "Contents" / "MacOS" / metadata.PROGRAM)
    image = _make_dmg(app, work, dist)
    return [app, image, put_beside(image, folder)]


def _sign(app: Path) -> None:
    """Sign the whole app again, as the licences were added after PyInstaller; ad hoc if no identity is given."""
    identity = os.environ.get("VITEC_DESKTOP_MAC_IDENTITY") or "-"
    options = [] if identity == "-" else ["--options", "runtime", "--timestamp"]
    run(["codesign", "--force", "--deep", *options, "--sign", identity, app])
    run(["codesign", "--verify", "--deep", "--strict", app])


def _make_dmg(app: Path, work: Path, dist: Path) -> Path:
    log_step("packing the .dmg")
    content = empty_folder(work / "dmg")
    shutil.copytree(app, content / _APP, symlinks=True)
    (content / "Applications").symlink_to("/Applications")
    image = dist / f"{metadata.PROGRAM}-{metadata.version()}-{platform.machine()}.dmg"
    image.unlink(missing_ok=True)
    run(["hdiutil", "create", "-volname", metadata.TITLE, "-srcfolder", content, "-format", "UDZO", image])
    notary = os.environ.get("VITEC_DESKTOP_MAC_NOTARY")
    if notary:
        run(["xcrun", "notarytool", "submit", image, "--keychain-profile", notary, "--wait"])
        run(["xcrun", "stapler", "staple", image])
    return image
