"""Colours by role, sizes, fonts, icons and the style sheet; no other folder defines a colour.

Imports `resources` and Qt.
"""
