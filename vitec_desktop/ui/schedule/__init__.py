"""Scheduled exports: the dialog, the list of plans, the controller.

Imports `schedule`, `ui.fetch`, `ui.connections` and what is below them.
"""
