"""Makes the one-folder program out of the checkout, in an environment that holds what is locked and nothing else."""

import os
import sys
import venv
from pathlib import Path

from shipping import locks, project
from shipping.running import BuildFailed, fresh, run, say

START = """import os
import sys

if sys.platform == "linux":
    # PyInstaller has the loader look among the package's own libraries first: not for the system's programs that are
    # started from here, such as systemctl and xdg-open. The loader of this process has read it already.
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before

from vitec_desktop.__main__ import main

main()
"""


def python_of(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def site_packages_of(python: Path) -> Path:
    """Where an environment's libraries lie."""
    root = python.parent.parent
    return root / "Lib" / "site-packages" if sys.platform == "win32" else next(root.glob("lib/python3.*/site-packages"))


def make_environment(folder: Path) -> Path:
    """A fresh Python environment with the locked libraries and tools, and this project in it; gives its Python."""
    say(f"environment in {folder}")
    fresh(folder)
    venv.create(folder, with_pip=True)
    python = python_of(folder)
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]
    lists = [word for path in locks.LISTS for word in ("-r", str(path))]
    run([*install, "--require-hashes", "--only-binary=:all:", *lists])
    run([*install, "--no-build-isolation", str(project.ROOT)])
    return python


def make_wheel(python: Path, folder: Path) -> Path:
    """The project as a wheel, for a Python that cannot build it itself."""
    fresh(folder)
    wheel = [str(python), "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    run([*wheel, "--wheel-dir", folder, project.ROOT])
    return next(folder.glob("*.whl"))


def freeze(python: Path, work: Path, target: Path) -> Path:
    """Run PyInstaller; the folder with the program, whole: what it needs lies below it, or this fails.

    `work` is for passing files, `target` the folder to make `vitec-desktop` in.
    """
    say("freezing")
    work.mkdir(parents=True, exist_ok=True)
    (work / "start.py").write_text(START, encoding="utf-8")
    compile_translations(python, work / "translations")
    if sys.platform == "win32":
        (work / "version.txt").write_text(version_resource(), encoding="utf-8")
    run(
        pyinstaller_command(python, work, target),
        cwd=work,  # not the checkout, whose package without its resources would be found first
        environment=pyinstaller_environment(work),
        log=work / "pyinstaller.log",
    )
    return target / project.PROGRAM


def compile_translations(python: Path, folder: Path) -> None:
    """The words of all languages as Qt's lrelease compiles them, by the one in the environment of `python`."""
    lrelease = site_packages_of(python) / "PySide6" / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    fresh(folder)
    for source in project.TRANSLATIONS:
        run([lrelease, "-silent", source, "-qm", folder / f"{source.stem}.qm"])


def pyinstaller_command(python: Path, work: Path, target: Path, spec: Path | None = None) -> list[str]:
    return [
        *(str(python), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"),
        *("--distpath", str(target), "--workpath", str(work / "pyinstaller")),
        str(spec or project.PACKAGING / "vitec-desktop.spec"),
    ]


def pyinstaller_environment(work: Path) -> dict[str, str]:
    """Two builds of the same sources differ as little as PyInstaller lets them."""
    return {
        "VITEC_DESKTOP_WORK": str(work),
        "VITEC_DESKTOP_VERSION": project.version(),
        "PYTHONHASHSEED": "1",
        "PYINSTALLER_CONFIG_DIR": str(work / "pyinstaller-cache"),
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "1767225600"),
    }


def version_resource() -> str:
    """The version resource of the .exe, in the form that PyInstaller reads."""
    numbers = project.windows_version().replace(".", ", ")
    texts = {
        "CompanyName": project.PUBLISHER,
        "FileDescription": project.TITLE,
        "FileVersion": project.version(),
        "InternalName": project.PROGRAM,
        "OriginalFilename": f"{project.PROGRAM}.exe",
        "ProductName": project.TITLE,
        "ProductVersion": project.version(),
    }
    table = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in texts.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers=({numbers}), prodvers=({numbers}), mask=0x3f, flags=0x0,"
        " OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),"
        f" kids=[StringFileInfo([StringTable('041D04B0', [{table}])]),"
        " VarFileInfo([VarStruct('Translation', [0x041D, 1200])])])\n"
    )


FORBIDDEN = ("numpy", "lxml", "PIL", "tkinter", "pytest", "setuptools", "opengl32sw", "Qt6Qml", "Qt6Quick")
_PLATFORM_PLUGIN = {"win32": "qwindows.dll", "darwin": "libqcocoa.dylib"}


def check_bundle(folder: Path, platform: str = sys.platform) -> None:
    """Raises BuildFailed where something lacks, or something is inside that nobody uses."""
    names = {path.name for path in folder.rglob("*") if path.is_file()}
    needed = [_PLATFORM_PLUGIN.get(platform, "libqxcb.so")]
    needed += [path.name for path in (project.ROOT / "resources" / "icons").glob("*.svg")]
    needed += [path.name for path in (project.ROOT / "resources" / "demo").glob("*.toml")]
    needed += [f"{path.stem}.qm" for path in project.TRANSLATIONS]
    lacking = sorted(set(needed) - names)
    if lacking:
        raise BuildFailed(f"the bundle lacks {', '.join(lacking[:8])}")
    heavy = sorted(name for name in names if name.removeprefix("lib").startswith(FORBIDDEN))
    if heavy or any((folder / "_internal" / name).exists() for name in FORBIDDEN):
        raise BuildFailed(f"the bundle holds what nobody uses: {', '.join(heavy) or 'a library'}")


def size(folder: Path) -> int:
    """The bytes of all files below it; a link counts as nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
