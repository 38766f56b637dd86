"""Help: the guide, the shortcuts, about the program.

Imports `ui.widgets` and what stands below it.
"""
