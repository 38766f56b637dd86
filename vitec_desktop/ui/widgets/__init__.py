"""The widgets that pages and dialogs are composed of, and the base classes of dialogs.

Imports `ui.theme`, and from `report` the column kinds of state marks and the parsing of dates.
"""
