"""Making the Linux packages: the frozen folder and a .deb of it."""

import platform
import shutil
import subprocess
from pathlib import Path

from steps import metadata, pyinstaller
from steps.smoke_test import run_in_place, run_moved
from steps.subprocess_utils import BuildFailed, empty_folder, log_step, require_programs, run

_LIBRARY = Path("usr/lib/vitec-desktop")
_ICON = Path("usr/share/icons/hicolor")
_APP_ID = "se.vitec_desktop.VitecDesktop"

# The system libraries that Qt needs. Some packages have two names: Debian renamed them for 64-bit time.
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
Name={metadata.TITLE}
GenericName=Reports of tips and leads
GenericName[sv]=Rapporter om tips och leads
Comment=Tips and leads for Monday's meeting
Comment[sv]={metadata.SUMMARY}
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
  <name>{metadata.TITLE}</name>
  <summary>Tips and leads for Monday's meeting</summary>
  <summary xml:lang="sv">{metadata.SUMMARY}</summary>
  <description>
    <p>Which tips and leads came in, from whom, to whom, and what became of them: pick a period, get a spreadsheet.</p>
    <p xml:lang="sv">Vilka tips och leads kom in, från vem, till vem, och vad blev det av dem: välj en period och
      spara en arbetsbok.</p>
  </description>
  <launchable type="desktop-id">vitec-desktop.desktop</launchable>
  <icon type="stock">vitec-desktop</icon>
  <provides><binary>vitec-desktop</binary></provides>
  <categories><category>Office</category></categories>
  <developer_name>{metadata.PUBLISHER}</developer_name>
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
    """Freeze and test the program, and pack it; return the files made."""
    require_programs("dpkg-deb")
    folder = pyinstaller.freeze(work, dist)
    run_in_place(folder / metadata.PROGRAM)
    run_moved(folder)
    return [folder / metadata.PROGRAM, _make_deb(folder, work, dist)]


def _make_deb(folder: Path, work: Path, dist: Path) -> Path:
    log_step("packing the .deb")
    root = empty_folder(work / "deb")
    root.chmod(0o755)
    library = root / _LIBRARY
    library.parent.mkdir(parents=True)
    shutil.copytree(folder, library, symlinks=True)
    shutil.move(library / "licences", _make_folder(root / "usr/share/doc/vitec-desktop") / "licences")
    documents = root / "usr/share/doc/vitec-desktop"
    shutil.copy(documents / "licences" / "README.txt", documents / "copyright")
    _make_folder(root / "usr/bin")
    (root / "usr/bin/vitec-desktop").symlink_to("../lib/vitec-desktop/vitec-desktop")
    desktop = _make_folder(root / "usr/share/applications") / "vitec-desktop.desktop"
    desktop.write_text(_DESKTOP, encoding="utf-8")
    metainfo = _make_folder(root / "usr/share/metainfo") / f"{_APP_ID}.metainfo.xml"
    metainfo.write_text(_METAINFO.format(version=metadata.version(), day=_commit_day()), encoding="utf-8")
    _check_descriptions(desktop, metainfo)
    shutil.copy(
        metadata.ROOT / "resources/icons/app.svg", _make_folder(root / _ICON / "scalable/apps") / "vitec-desktop.svg"
    )
    for icon in metadata.ICONS.glob("vitec-desktop-*.png"):
        side = icon.stem.rpartition("-")[2]
        shutil.copy(icon, _make_folder(root / _ICON / f"{side}x{side}/apps") / "vitec-desktop.png")
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    control = _CONTROL.format(
        version=metadata.version(),
        architecture=architecture,
        publisher=metadata.PUBLISHER,
        kilobytes=pyinstaller.folder_size(root) // 1024,
        # A program built here needs this computer's C library or a later one.
        depends=", ".join((f"libc6 (>= {platform.libc_ver()[1]})", *_DEPENDS)),
    )
    (_make_folder(root / "DEBIAN") / "control").write_text(control, encoding="utf-8")
    _set_permissions(root)
    name = f"vitec-desktop_{metadata.version()}_{architecture}.deb"
    run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, work / name], log_file=work / "deb.log")
    # Moved when it is complete: packing takes a while.
    return Path(shutil.move(work / name, dist / name))


def _make_folder(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _commit_day() -> str:
    """Return the day of the commit that is built: AppStream needs a date, and two builds of a commit the same one."""
    shown = subprocess.run(
        ["git", "-C", str(metadata.ROOT), "log", "-1", "--format=%cs"], capture_output=True, text=True, check=False
    )
    return shown.stdout.strip() or "2026-01-01"


def _check_descriptions(desktop: Path, metainfo: Path) -> None:
    """Validate both files with the freedesktop tools, if these are installed."""
    if shutil.which("desktop-file-validate"):
        run(["desktop-file-validate", desktop])
    if shutil.which("appstreamcli"):
        run(["appstreamcli", "validate", "--no-net", "--explain", metainfo])


def _set_permissions(root: Path) -> None:
    for path in root.rglob("*"):
        if not path.is_symlink():
            is_program = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if is_program else 0o644)


if platform.system() != "Linux":
    raise BuildFailed("a .deb is made on Linux")
