"""The bill of materials: one lies in each bundle among the licences, and a copy beside each package."""

import platform
import shutil
from pathlib import Path

from steps import metadata
from steps.subprocess_utils import run

_NAME = "bill-of-materials.cdx.json"
SUFFIX = ".cdx.json"


def write_bill(
    tools_python: Path, site_packages: Path, bundle: Path, python_version: str = platform.python_version()
) -> None:
    """Write the bill of a bundle into its folder of licences, which must be there.

    Args:
        tools_python: the Python of the build's environment, which has the CycloneDX library.
        site_packages: the folder of the libraries that were frozen.
        bundle: the frozen folder.
        python_version: the version of the Python that was frozen.
    """
    script = metadata.PACKAGING / "bill_of_materials.py"
    run(
        [tools_python, script, site_packages, bundle, python_version, bundle / "licences" / _NAME],
        environment={"SOURCE_DATE_EPOCH": metadata.build_time()},
    )


def put_beside(package: Path, bundle: Path) -> Path:
    """Copy the bill of a bundle beside the package that was made of it; return the copy."""
    return Path(shutil.copy(bundle / "licences" / _NAME, f"{package}{SUFFIX}"))
