"""The small widgets that every page and dialog is put together from; they know the theme and nothing of reports.

Imports `ui.theme`.
"""
