"""Connections: their store, the dialogs for sign-in, password and proxy, the welcome page, the sample service.

Imports `ui.common` and what is below it.
"""
