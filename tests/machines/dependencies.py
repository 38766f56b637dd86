"""The lowest and the newest versions of every dependency that `pyproject.toml` allows."""

import sys
import tomllib

from packaging.requirements import Requirement

from tests.machines.part import WHOLE_SUITE
from tests.machines.runner import CHECKOUT, Runner


def lowest_versions() -> list[str]:
    """Return "name==version" for each dependency of the program and its tests that states a lowest version."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = map(Requirement, [*project["dependencies"], *project["optional-dependencies"]["test"]])
    return [
        f"{requirement.name}=={bound.version}"
        for requirement in requirements
        for bound in requirement.specifier
        if bound.operator == ">="
    ]


def run_with_lowest(runner: Runner) -> None:
    constraints = runner.folder / "lowest.txt"
    constraints.write_text("\n".join(lowest_versions()) + "\n", encoding="utf-8")
    _run_with(runner, "-c", str(constraints))


def run_with_newest(runner: Runner) -> None:
    _run_with(runner, "--upgrade", "--upgrade-strategy", "eager")


def _run_with(runner: Runner, *options: str) -> None:
    """Install program and tests into an environment of their own, and run the tests in it."""
    checkout = runner.copy_checkout(runner.folder / "checkout")
    environment = runner.folder / "environment"
    runner.run([sys.executable, "-m", "venv", environment])
    python = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    runner.run([python, "-m", "pip", "install", "-q", *options, "-e", f"{checkout}[test]"])
    runner.run([python, "-m", "pip", "freeze"])
    # The extra "dev" is not there, which CI=true would ask for.
    runner.run_tests(python=python, cwd=checkout, part=WHOLE_SUITE, removed=["CI"])
