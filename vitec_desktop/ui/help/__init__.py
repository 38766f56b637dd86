"""The dialogs of the Help menu: guide, shortcuts, about.

Imports `ui.common`, `ui.widgets` and what is below them.
"""
