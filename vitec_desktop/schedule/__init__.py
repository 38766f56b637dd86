"""Scheduled exports: plans, their entries in the system's own scheduler, and the history of their runs.

Imports `storage`, `webservice`, the periods of `report` and a protocol of `accounts`; no Qt.
"""
