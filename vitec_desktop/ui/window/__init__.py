"""The main window: menus, report tabs, the controllers that join them, saving of settings, a window's snapshot.

Imports every other folder of `ui`.
"""
