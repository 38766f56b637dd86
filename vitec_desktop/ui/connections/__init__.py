"""Connections: welcome page, dialogs for sign-in, password and proxy, the store of those in use, the sample one.

Imports `ui.table` and what stands below it.
"""
