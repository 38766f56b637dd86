"""Saving a report as a file: dialog, sheets, the job and its controller.

Imports `ui.fetch`, `ui.table` and what stands below them.
"""
