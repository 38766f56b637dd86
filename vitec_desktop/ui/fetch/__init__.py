"""Fetching a report: the bar with offices and period, and the job behind it.

Imports `ui.connections` and what stands below it.
"""
