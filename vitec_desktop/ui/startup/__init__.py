"""What comes before the window: the display, the placeholder with its few settings, the error of a failed start.

Imports `ui.theme` and `ui.common`.
"""
