"""Freezing the program into one folder, in an environment that holds the pinned libraries and nothing else."""

import sys
import venv
from pathlib import Path

from steps import lock_filter, metadata
from steps.bill_of_materials import write_bill
from steps.licences import write_licences
from steps.subprocess_utils import BuildFailed, empty_folder, log_step, run

START_SCRIPT = """import os
import sys

if sys.platform == "linux":
    # PyInstaller sets LD_LIBRARY_PATH to the package's own libraries. The loader has read it already for this process;
    # the system's programs that are started from here, such as systemctl and xdg-open, must not see it.
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before

from vitec_desktop.__main__ import main

main()
"""


def environment_python(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def site_packages(python: Path) -> Path:
    """Return the folder of the libraries of an environment, given its Python."""
    root = python.parent.parent
    return root / "Lib" / "site-packages" if sys.platform == "win32" else next(root.glob("lib/python3.*/site-packages"))


def make_environment(folder: Path) -> Path:
    """Make a Python environment with the pinned libraries and tools and this project; return its Python."""
    log_step(f"environment in {folder}")
    empty_folder(folder)
    venv.create(folder, with_pip=True)
    python = environment_python(folder)
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]
    lists = [word for path in lock_filter.LISTS for word in ("-r", str(path))]
    run([*install, "--require-hashes", "--only-binary=:all:", *lists])
    run([*install, "--no-build-isolation", str(metadata.ROOT)])
    return python


def make_wheel(python: Path, folder: Path) -> Path:
    """Build the project as a wheel, for a Python that cannot build it itself; return the file."""
    empty_folder(folder)
    wheel = [str(python), "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    run([*wheel, "--wheel-dir", folder, metadata.ROOT])
    return next(folder.glob("*.whl"))


def freeze(work: Path, target: Path) -> Path:
    """Freeze the program with its licences into `target`/vitec-desktop; return that folder.

    Args:
        work: the folder for temporary files.
        target: the folder to make the program's folder in.

    Raises:
        BuildFailed: a step failed, or the folder lacks a file that the program needs.
    """
    python = make_environment(work / "environment")
    log_step("freezing")
    (work / "start.py").write_text(START_SCRIPT, encoding="utf-8")
    if sys.platform == "win32":
        (work / "version.txt").write_text(version_resource(), encoding="utf-8")
    run(
        pyinstaller_command(python, work, target),
        cwd=work,  # not the checkout: its package without resources would be found first
        environment=pyinstaller_environment(work),
        log_file=work / "pyinstaller.log",
    )
    folder = target / metadata.PROGRAM
    write_licences(folder, site_packages(python))
    write_bill(python, site_packages(python), folder)
    check_bundle(folder)
    log_step(f"the folder has {folder_size(folder) / 1e6:.0f} MB")
    return folder


def pyinstaller_command(python: Path, work: Path, target: Path) -> list[str]:
    """Return the command that freezes the program."""
    return [
        *(str(python), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"),
        *("--distpath", str(target), "--workpath", str(work / "pyinstaller")),
        str(metadata.PACKAGING / "vitec-desktop.spec"),
    ]


def pyinstaller_environment(work: Path) -> dict[str, str]:
    """Return the variables PyInstaller is run with; fixed seeds and times make two builds of one state alike."""
    return {
        "VITEC_DESKTOP_WORK": str(work),
        "VITEC_DESKTOP_VERSION": metadata.version(),
        "VITEC_DESKTOP_COPYRIGHT": metadata.COPYRIGHT,
        "PYTHONHASHSEED": "1",
        "PYINSTALLER_CONFIG_DIR": str(work / "pyinstaller-cache"),
        "SOURCE_DATE_EPOCH": metadata.build_time(),
    }


def version_resource() -> str:
    """Return the version resource of the .exe, in the form that PyInstaller reads."""
    numbers = metadata.windows_version().replace(".", ", ")
    texts = {
        "CompanyName": metadata.PUBLISHER,
        "FileDescription": metadata.TITLE,
        "FileVersion": metadata.version(),
        "LegalCopyright": metadata.COPYRIGHT,
        "InternalName": metadata.PROGRAM,
        "OriginalFilename": f"{metadata.PROGRAM}.exe",
        "ProductName": metadata.TITLE,
        "ProductVersion": metadata.version(),
    }
    table = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in texts.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers=({numbers}), prodvers=({numbers}), mask=0x3f, flags=0x0,"
        " OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),"
        f" kids=[StringFileInfo([StringTable('041D04B0', [{table}])]),"
        " VarFileInfo([VarStruct('Translation', [0x041D, 1200])])])\n"
    )


UNUSED_LIBRARIES = ("numpy", "lxml", "PIL", "tkinter", "pytest", "setuptools", "opengl32sw", "Qt6Qml", "Qt6Quick")
_PLATFORM_PLUGIN = {"win32": "qwindows.dll", "darwin": "libqcocoa.dylib"}


def check_bundle(folder: Path, platform: str = sys.platform) -> None:
    """Raise BuildFailed if a file is missing from the bundle, or if it holds a library that the program never uses."""
    names = {path.name for path in folder.rglob("*") if path.is_file()}
    needed = [_PLATFORM_PLUGIN.get(platform, "libqxcb.so")]
    needed += [path.name for path in (metadata.ROOT / "resources" / "icons").glob("*.svg")]
    needed += [path.name for path in (metadata.ROOT / "resources" / "demo").glob("*.toml")]
    needed += [path.name for path in (metadata.ROOT / "resources" / "translations").glob("*.ts")]
    missing = sorted(set(needed) - names)
    if missing:
        raise BuildFailed(f"the bundle lacks {', '.join(missing[:8])}")
    unused = sorted(name for name in names if name.removeprefix("lib").startswith(UNUSED_LIBRARIES))
    if unused or any((folder / "_internal" / name).exists() for name in UNUSED_LIBRARIES):
        raise BuildFailed(f"the bundle holds unused libraries: {', '.join(unused) or 'a folder'}")


def folder_size(folder: Path) -> int:
    """Return the size of all files below the folder in bytes; links do not count."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
