"""The program's version, stated here and nowhere else: pyproject.toml and the packages read it."""

VERSION = "1.0.0"
