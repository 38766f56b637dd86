"""Export of a report from the window: controller, dialog and options.

Imports `export`, `ui.table` and what is below them.
"""
