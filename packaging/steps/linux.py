"""Making the Linux packages: the frozen folder and a .deb of it."""

import gzip
import platform
import shutil
import subprocess
from pathlib import Path

from steps import metadata, pyinstaller
from steps.bill_of_materials import put_beside
from steps.debian_documents import CHANGELOG, MAINTAINER, changelog_text, copyright_text, help_of, man_page
from steps.licences import libraries_in, system_packages
from steps.pyinstaller import environment_python, site_packages
from steps.smoke_test import run_in_place, run_moved
from steps.subprocess_utils import BuildFailed, empty_folder, log_step, require_programs, run

_LIBRARY = Path("usr/lib/vitec-desktop")
_ICON = Path("usr/share/icons/hicolor")
_APP_ID = "se.vitec_desktop.vitec_desktop"

# The system libraries that Qt needs. Some packages have two names: Debian renamed them for 64-bit time.
_DEPENDS = (
    "libegl1",
    "libwayland-client0",
    "libwayland-cursor0",
    "libxcb1",
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

_COMMANDS = {"vitec-desktop": (), "vitec-desktop-export": ("export",)}
"""The commands with a manual page each, and the arguments that come before `--help`."""

_PURPOSES = {
    "en": "tips and leads of Swedish real-estate broker offices",
    "sv": "svenska mäklarkontors tips och leads",
}

_OVERRIDES = """# A frozen program: Python and its libraries as their makers built them, beside the program.
# The same package is for several releases of Debian and Ubuntu, whose own libraries have other versions and names.
embedded-library *
# Their makers' files stay as they are, byte for byte, as the lists of licences and of materials say.
unstripped-binary-or-object *
library-not-linked-against-libc *
shared-library-lacks-prerequisites *
hardening-no-pie *
# A Python that was built from source knows its own folder. The package's folder comes before it.
custom-library-search-path *
# The project has no address for mail, and makes none up.
bogus-mail-host *
bogus-mail-host-in-debian-changelog *
# Qt looks for its plugins and libraries in folders of these names.
repeated-path-segment lib *
# libmount and libblkid only name a pager that their own programs use.
missing-depends-on-sensible-utils *
"""

_CONTROL = """Package: vitec-desktop
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
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
    require_programs("dpkg-deb", "git", "objdump", is_python_library_needed=True)
    folder = pyinstaller.freeze(work, dist)
    run_in_place(folder / metadata.PROGRAM)
    run_moved(folder)
    package = _make_deb(folder, site_packages(environment_python(work / "environment")), work, dist)
    return [folder / metadata.PROGRAM, package, put_beside(package, folder)]


def _make_deb(folder: Path, libraries: Path, work: Path, dist: Path) -> Path:
    log_step("packing the .deb")
    root = empty_folder(work / "deb")
    root.chmod(0o755)
    library = root / _LIBRARY
    library.parent.mkdir(parents=True)
    shutil.copytree(folder, library, symlinks=True)
    shutil.move(library / "licences", _make_folder(root / "usr/share/doc/vitec-desktop") / "licences")
    _write_documents(root, folder, libraries)
    _make_folder(root / "usr/bin")
    (root / "usr/bin/vitec-desktop").symlink_to("../lib/vitec-desktop/vitec-desktop")
    desktop = _make_folder(root / "usr/share/applications") / "vitec-desktop.desktop"
    desktop.write_text(_DESKTOP, encoding="utf-8")
    metainfo = _make_folder(root / "usr/share/metainfo") / f"{_APP_ID}.metainfo.xml"
    metainfo.write_text(_METAINFO.format(version=metadata.version(), day=metadata.build_day()), encoding="utf-8")
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
        maintainer=MAINTAINER,
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


def _write_documents(root: Path, folder: Path, libraries: Path) -> None:
    """Write what Debian wants to read of a package: changelog, copyright, manual pages, and notes for its checker."""
    documents = root / "usr/share/doc/vitec-desktop"
    day = metadata.build_day()
    changelog = changelog_text(CHANGELOG.read_text(encoding="utf-8"), metadata.version(), day)
    write_packed(documents / "changelog.gz", changelog)
    copyright_file = copyright_text(libraries_in(libraries), folder, system_packages(folder))
    (documents / "copyright").write_text(copyright_file, encoding="utf-8")
    for language, manual in (("en", root / "usr/share/man/man1"), ("sv", root / "usr/share/man/sv/man1")):
        for name, arguments in _COMMANDS.items():
            shown = help_of(folder / metadata.PROGRAM, *arguments, language=language)
            page = man_page(name, _PURPOSES[language], shown, language, day)
            write_packed(_make_folder(manual) / f"{name}.1.gz", page)
    overrides = _make_folder(root / "usr/share/lintian/overrides") / metadata.PROGRAM
    overrides.write_text(_OVERRIDES, encoding="utf-8")


def write_packed(path: Path, text: str) -> None:
    """Write a text as Debian wants it packed: best compression, without a name and a time."""
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def _check_descriptions(desktop: Path, metainfo: Path) -> None:
    """Validate both files with the freedesktop tools, if these are installed."""
    if shutil.which("desktop-file-validate"):
        run(["desktop-file-validate", desktop])
    if shutil.which("appstreamcli"):
        run(["appstreamcli", "validate", "--no-net", "--pedantic", "--explain", metainfo])


def _set_permissions(root: Path) -> None:
    """Let everybody read the files and run the program; libraries are no programs, whatever their makers say."""
    for path in root.rglob("*"):
        if not path.is_symlink():
            is_program = path.is_dir() or (path.stat().st_mode & 0o100 and ".so" not in path.name)
            path.chmod(0o755 if is_program else 0o644)


if platform.system() != "Linux":
    raise BuildFailed("a .deb is made on Linux")
