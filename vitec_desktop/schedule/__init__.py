"""Exports that the system's own scheduler starts: what is planned, how each system is told, what came of each run.

Imports `accounts` for its files, and the periods and words of `report`; no Qt.
"""
