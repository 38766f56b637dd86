"""What every feature uses: jobs, settings, the log, translation, shortcuts, checks of paths.

Imports `report`, `webservice`, `storage` and `accounts`; of `ui` nothing but `ui.widgets` and `ui.theme`.
"""
