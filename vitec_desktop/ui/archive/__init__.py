"""Saved reports in the window: the offer to save them, the newest one at the start, what has changed since.

Imports `archive` on worker threads, or once the user asks for saved reports: a start without any is as quick as before.
"""
