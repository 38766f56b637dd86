"""Scheduled exports: the dialog, the list of plans, the controller.

Imports `ui.export`, `ui.connections` and what stands below them.
"""
