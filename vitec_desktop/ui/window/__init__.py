"""The main window: menus, report tabs, their controllers, the autosave of settings, the snapshot of a window.

Imports every other folder of `ui`.
"""
