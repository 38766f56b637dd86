"""The command line: arguments, console, exit codes, and exports without a window.

Imports everything below it but `ui`; no Qt.
"""
