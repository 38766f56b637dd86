"""Making the .msi with wixl: it installs for the whole computer, and silently with `msiexec /i … /qn`.

wixl needs relative paths, and can write only ASCII into the texts that Windows shows of the package.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid5
from xml.sax.saxutils import quoteattr

from steps import metadata
from steps.signing import sign
from steps.subprocess_utils import log_step, require_programs, run

_UPGRADE_CODE = UUID("6c1b1f0e-2d0b-4b57-9a51-5d8a3c2f9f11")
"""Identifies the product to Windows in all versions. Must never change."""

_COMPILER = "x86_64-w64-mingw32-gcc"

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
 <Product Id={product} Name="Vitec Desktop" Language="1053" Version={version} Manufacturer={publisher}
   UpgradeCode={upgrade_code}>
  <Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine" Description="Vitec Desktop {label}"/>
  <MajorUpgrade DowngradeErrorMessage="A newer version of Vitec Desktop is installed."/>
  <Media Id="1" Cabinet="program.cab" EmbedCab="yes"/>
  <Icon Id="program.ico" SourceFile="vitec-desktop.ico"/>
  <Property Id="ARPPRODUCTICON" Value="program.ico"/>
  <Property Id="ARPNOMODIFY" Value="1"/>
  <Property Id="REINSTALLMODE" Value="amus"/>
  <Binary Id="RunningCheck" SourceFile="running_check.dll"/>
  <CustomAction Id="RefuseWhileRunning" BinaryKey="RunningCheck" DllEntry="RefuseWhileRunning" Execute="immediate"
    Impersonate="yes" Return="check"/>
  <InstallExecuteSequence>
   <Custom Action="RefuseWhileRunning" After="CostFinalize"/>
  </InstallExecuteSequence>
  <Directory Id="TARGETDIR" Name="SourceDir">
   <Directory Id="ProgramFiles64Folder">
    <Directory Id="INSTALLFOLDER" Name="Vitec Desktop">
"""
_MIDDLE = """    </Directory>
   </Directory>
   <Directory Id="ProgramMenuFolder">
    <Component Id="StartMenu" Guid={menu}>
     <Shortcut Id="StartMenuLink" Name="Vitec Desktop" Target="[INSTALLFOLDER]vitec-desktop.exe"
       WorkingDirectory="INSTALLFOLDER" Icon="program.ico"/>
     <RegistryValue Root="HKLM" Key="Software\\Vitec Desktop\\Installed" Name="StartMenu" Type="integer" Value="1"
       KeyPath="yes"/>
    </Component>
   </Directory>
   <Directory Id="DesktopFolder">
    <Component Id="Desktop" Guid={desktop}>
     <Shortcut Id="DesktopLink" Name="Vitec Desktop" Target="[INSTALLFOLDER]vitec-desktop.exe"
       WorkingDirectory="INSTALLFOLDER" Icon="program.ico"/>
     <RegistryValue Root="HKLM" Key="Software\\Vitec Desktop\\Installed" Name="Desktop" Type="integer" Value="1"
       KeyPath="yes"/>
    </Component>
   </Directory>
  </Directory>
  <Feature Id="Program" Level="1">
   <ComponentRef Id="StartMenu"/>
   <ComponentRef Id="Desktop"/>
"""
_TAIL = """  </Feature>
 </Product>
</Wix>
"""


def make_msi(bundle: Path, target: Path, work: Path, version: str | None = None) -> Path:
    """Pack a frozen folder into an .msi; return the file.

    Args:
        bundle: the frozen folder.
        target: the file to make.
        work: the folder for temporary files.
        version: the version to state, for tests of an upgrade; None for the program's own.
    """
    require_programs("wixl", _COMPILER)
    log_step("packing the .msi")
    work.mkdir(parents=True, exist_ok=True)
    source = metadata.PACKAGING / "windows" / "running_check.c"
    run([_COMPILER, "-shared", "-O2", "-s", "-o", work / "running_check.dll", source, "-lmsi"])
    sign(work / "running_check.dll")
    (work / "vitec-desktop.ico").write_bytes((metadata.ICONS / "vitec-desktop.ico").read_bytes())
    script = work / "vitec-desktop.wxs"
    relative = Path(os.path.relpath(bundle, work))
    script.write_text(wix_source(bundle, relative, version or metadata.version()), encoding="utf-8")
    command = ["wixl", "-a", "x64", "-D", "Win64=yes", "-o", os.path.relpath(target, work), script.name]
    run(command, cwd=work, log_file=work / "wixl.log")
    sign(target)
    return target


def wix_source(bundle: Path, source: Path, version: str) -> str:
    """Return the package's description in WiX's language.

    A file has the same component id in all versions, as Windows Installer requires; each version is a product of its
    own.

    Args:
        bundle: the frozen folder.
        source: the path of that folder relative to the folder that wixl runs in.
        version: the version to state.
    """
    ids: list[str] = []
    files = "".join(_iter_components(bundle, source, Path(), ids, "     "))
    head = _HEAD.format(
        product=quoteattr(_braced(uuid5(_UPGRADE_CODE, version))),
        version=quoteattr(".".join((*version.split("."), "0", "0")[:3])),
        publisher=quoteattr(metadata.PUBLISHER),
        upgrade_code=quoteattr(_braced(_UPGRADE_CODE)),
        label=version,
    )
    middle = _MIDDLE.format(
        menu=quoteattr(_braced(uuid5(_UPGRADE_CODE, "start menu"))),
        desktop=quoteattr(_braced(uuid5(_UPGRADE_CODE, "desktop"))),
    )
    references = "".join(f'   <ComponentRef Id="{component}"/>\n' for component in ids)
    return head + files + middle + references + _TAIL


def _iter_components(bundle: Path, source: Path, subfolder: Path, ids: list[str], indent: str) -> Iterator[str]:
    entries = sorted((bundle / subfolder).iterdir(), key=lambda path: path.name)
    for path in entries:
        relative = subfolder / path.name
        key = uuid5(_UPGRADE_CODE, relative.as_posix())
        if path.is_dir():
            yield f"{indent}<Directory Id={quoteattr('d' + key.hex)} Name={quoteattr(path.name)}>\n"
            yield from _iter_components(bundle, source, relative, ids, indent + " ")
            yield f"{indent}</Directory>\n"
        else:
            ids.append(f"c{key.hex}")
            yield f"{indent}<Component Id={quoteattr('c' + key.hex)} Guid={quoteattr(_braced(key))}>\n"
            file = quoteattr((source / relative).as_posix())
            yield f'{indent} <File Id={quoteattr("f" + key.hex)} Source={file} KeyPath="yes"/>\n'
            yield f"{indent}</Component>\n"


def _braced(key: UUID) -> str:
    return f"{{{str(key).upper()}}}"
