"""What is shown before the window is built: the placeholder with its few settings, and the error of a failed start.

Imports `ui.theme` and `ui.common`.
"""
