"""What every feature uses: jobs on worker threads, settings and their store, the log, translation, checks of paths.

Imports `report`, `webservice`, `storage` and `accounts`; of `ui` nothing but `ui.widgets` and `ui.theme`.
"""
