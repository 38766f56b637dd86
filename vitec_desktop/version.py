"""The program's version, stated here and nowhere else: pyproject.toml and the packages read it."""

VERSION = "0.1.0"
