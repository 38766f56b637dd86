"""The command line: its arguments, the console, exit codes, and the export without a window.

Imports everything below it but `ui`; no Qt.
"""
