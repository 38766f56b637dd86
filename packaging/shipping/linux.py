"""The Linux packages: the one-folder program, and a .deb of it."""

import platform
import shutil
import subprocess
from pathlib import Path

from shipping import freezing, project
from shipping.checking import check_in_place, check_moved
from shipping.licences import write_licences
from shipping.running import BuildFailed, fresh, need, run, say

_LIBRARY = Path("usr/lib/vitec-desktop")
_ICON = Path("usr/share/icons/hicolor")
_APP_ID = "se.vitec_desktop.VitecDesktop"

# The libraries that Qt asks the system for; alternatives: names changed with 64-bit time.
_DEPENDS = (
    "libegl1",
    "libgl1",
    "libx11-6",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libfontconfig1",
    "libfreetype6",
    "libdbus-1-3",
    "libglib2.0-0t64 | libglib2.0-0",
    "libgssapi-krb5-2",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "fonts-dejavu-core | fonts-liberation | fonts-noto-core",
)

_DESKTOP = f"""[Desktop Entry]
Type=Application
Name={project.TITLE}
GenericName=Reports of tips and leads
GenericName[sv]=Rapporter om tips och leads
Comment=Tips and leads for Monday's meeting
Comment[sv]={project.SUMMARY}
Exec=vitec-desktop
Icon=vitec-desktop
Terminal=false
Categories=Office;
StartupNotify=true
StartupWMClass=vitec-desktop
"""

_METAINFO = f"""<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{_APP_ID}</id>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>LicenseRef-proprietary</project_license>
  <name>{project.TITLE}</name>
  <summary>Tips and leads for Monday's meeting</summary>
  <summary xml:lang="sv">{project.SUMMARY}</summary>
  <description>
    <p>Which tips and leads came in, from whom, to whom, and what became of them: pick a period, get a spreadsheet.</p>
    <p xml:lang="sv">Vilka tips och leads kom in, från vem, till vem, och vad blev det av dem: välj en period och
      spara en arbetsbok.</p>
  </description>
  <launchable type="desktop-id">vitec-desktop.desktop</launchable>
  <icon type="stock">vitec-desktop</icon>
  <provides><binary>vitec-desktop</binary></provides>
  <categories><category>Office</category></categories>
  <developer_name>{project.PUBLISHER}</developer_name>
  <content_rating type="oars-1.1"/>
  <releases><release version="{{version}}" date="{{day}}"/></releases>
</component>
"""

_CONTROL = """Package: vitec-desktop
Version: {version}
Architecture: {architecture}
Maintainer: {publisher} <noreply@invalid.invalid>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: gnome-keyring | kwalletmanager
Section: net
Priority: optional
Description: Tips and leads of Swedish real-estate broker offices
 Fetches the report of tips and leads from the broker system, shows it in
 tables and saves a workbook. Passwords lie in the system's keyring.
"""


def build(work: Path, dist: Path) -> list[Path]:
    """Freeze, check and pack; gives what was made."""
    need("dpkg-deb")
    python = freezing.make_environment(work / "environment")
    folder = freezing.freeze(python, work, dist)
    write_licences(folder, freezing.site_packages_of(python))
    freezing.check_bundle(folder)
    program = folder / project.PROGRAM
    check_in_place(program)
    check_moved(folder)
    say(f"the folder has {freezing.size(folder) / 1e6:.0f} MB")
    return [program, _make_deb(folder, work, dist)]


def _make_deb(folder: Path, work: Path, dist: Path) -> Path:
    say("packing the .deb")
    root = fresh(work / "deb")
    root.chmod(0o755)
    library = root / _LIBRARY
    library.parent.mkdir(parents=True)
    shutil.copytree(folder, library, symlinks=True)
    shutil.move(library / "licences", _made(root / "usr/share/doc/vitec-desktop") / "licences")
    documents = root / "usr/share/doc/vitec-desktop"
    shutil.copy(documents / "licences" / "README.txt", documents / "copyright")
    _made(root / "usr/bin")
    (root / "usr/bin/vitec-desktop").symlink_to("../lib/vitec-desktop/vitec-desktop")
    desktop = _made(root / "usr/share/applications") / "vitec-desktop.desktop"
    desktop.write_text(_DESKTOP, encoding="utf-8")
    metainfo = _made(root / "usr/share/metainfo") / f"{_APP_ID}.metainfo.xml"
    metainfo.write_text(_METAINFO.format(version=project.version(), day=_day()), encoding="utf-8")
    _check_descriptions(desktop, metainfo)
    shutil.copy(project.ROOT / "resources/icons/app.svg", _made(root / _ICON / "scalable/apps") / "vitec-desktop.svg")
    for icon in project.ICONS.glob("vitec-desktop-*.png"):
        side = icon.stem.rpartition("-")[2]
        shutil.copy(icon, _made(root / _ICON / f"{side}x{side}/apps") / "vitec-desktop.png")
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    control = _CONTROL.format(
        version=project.version(),
        architecture=architecture,
        publisher=project.PUBLISHER,
        kilobytes=freezing.size(root) // 1024,
        # What was built here asks for this computer's C library or a later one.
        depends=", ".join((f"libc6 (>= {platform.libc_ver()[1]})", *_DEPENDS)),
    )
    (_made(root / "DEBIAN") / "control").write_text(control, encoding="utf-8")
    _set_rights(root)
    name = f"vitec-desktop_{project.version()}_{architecture}.deb"
    run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, work / name], log=work / "deb.log")
    # Whole or not at all: packing takes a while.
    return Path(shutil.move(work / name, dist / name))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _day() -> str:
    """The day of the change that is built; the tool for AppStream wants one, and two builds of one state the same."""
    shown = subprocess.run(
        ["git", "-C", str(project.ROOT), "log", "-1", "--format=%cs"], capture_output=True, text=True, check=False
    )
    return shown.stdout.strip() or "2026-01-01"


def _check_descriptions(desktop: Path, metainfo: Path) -> None:
    """Judged by the desktops' own tools where they are installed."""
    if shutil.which("desktop-file-validate"):
        run(["desktop-file-validate", desktop])
    if shutil.which("appstreamcli"):
        run(["appstreamcli", "validate", "--no-net", "--explain", metainfo])


def _set_rights(root: Path) -> None:
    for path in root.rglob("*"):
        if not path.is_symlink():
            is_program = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if is_program else 0o644)


if platform.system() != "Linux":
    raise BuildFailed("a .deb is made on Linux")
