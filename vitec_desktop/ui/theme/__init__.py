"""Colours by role, sizes, fonts, icons and the style sheet; no other folder has a colour of its own.

Imports `resources` and Qt.
"""
