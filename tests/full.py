"""Run what takes long: `python -m tests.full [PYTEST ARGUMENTS]`, about half an hour on two cores.

All tests, also the slow ones, with 400 instead of 10 examples of each property; then the table of faults with
its full workload: hundreds of kills, cancelled fetches and offices. The exit code is 0 if nothing failed.
"""

import subprocess
import sys


def main(arguments: list[str]) -> int:
    if {"-h", "--help"} & set(arguments):
        print(__doc__)
        return 0
    commands = (
        # 400 examples may take longer on a busy computer than the ten minutes after which a test counts as hanging.
        ["-m", "pytest", "-m", "", "--hypothesis-profile=thorough", "-o", "faulthandler_timeout=7200", *arguments],
        ["-m", "tests.faults"],
    )
    exit_codes = [subprocess.run([sys.executable, *command], check=False).returncode for command in commands]
    return max(map(abs, exit_codes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
