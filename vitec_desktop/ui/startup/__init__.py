"""What the first frame needs: the window's placeholder, the few settings it reads, the message when a start fails.

Imports `ui.theme` and `ui.common`.
"""
