"""Fetches a report: the command bar with offices and period, and the fetcher.

Imports `ui.connections` and what is below it.
"""
