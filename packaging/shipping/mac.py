"""The macOS program, and a .dmg of it. Runs as it is on GitHub's Mac runners; it has not been run by us.

Signing: VITEC_DESKTOP_MAC_IDENTITY names the identity (one and the same for all versions, or the keychain asks again
after each update); VITEC_DESKTOP_MAC_NOTARY the profile that `notarytool` keeps its sign-in under.
"""

import os
import shutil
from pathlib import Path

from shipping import freezing, project
from shipping.checking import check_in_place, check_moved
from shipping.licences import write_licences
from shipping.running import fresh, need, run, say

_APP = f"{project.TITLE}.app"


def build(work: Path, dist: Path) -> list[Path]:
    """Freeze, check, sign and pack; gives what was made."""
    need("codesign", "hdiutil")
    python = freezing.make_environment(work / "environment")
    folder = freezing.freeze(python, work, dist)
    write_licences(folder, freezing.site_packages_of(python))
    freezing.check_bundle(folder)
    check_in_place(folder / project.PROGRAM)
    check_moved(folder)
    app = dist / _APP
    shutil.copytree(folder / "licences", app / "Contents" / "Resources" / "licences", dirs_exist_ok=True)
    _sign(app)
    check_in_place(app / "Contents" / "MacOS" / project.PROGRAM)
    return [app, _make_dmg(app, work, dist)]


def _sign(app: Path) -> None:
    """Signed anew as a whole, for the licences came in after PyInstaller; without an identity for this Mac only."""
    identity = os.environ.get("VITEC_DESKTOP_MAC_IDENTITY", "-")
    hardened = [] if identity == "-" else ["--options", "runtime", "--timestamp"]
    run(["codesign", "--force", "--deep", *hardened, "--sign", identity, app])
    run(["codesign", "--verify", "--deep", "--strict", app])


def _make_dmg(app: Path, work: Path, dist: Path) -> Path:
    say("packing the .dmg")
    content = fresh(work / "dmg")
    shutil.copytree(app, content / _APP, symlinks=True)
    (content / "Applications").symlink_to("/Applications")
    image = dist / f"{project.PROGRAM}-{project.version()}.dmg"
    image.unlink(missing_ok=True)
    run(["hdiutil", "create", "-volname", project.TITLE, "-srcfolder", content, "-format", "UDZO", image])
    notary = os.environ.get("VITEC_DESKTOP_MAC_NOTARY")
    if notary:
        run(["xcrun", "notarytool", "submit", image, "--keychain-profile", notary, "--wait"])
        run(["xcrun", "stapler", "staple", image])
    return image
