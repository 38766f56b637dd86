"""Saved reports: what was fetched, encrypted on this computer, and what has changed since.

Imports no Qt. Whoever saves, opens or erases reports uses `store.ReportArchive`; whoever compares two of them uses
`changes.find_changes`. The cipher is imported when the first report is read or written.
"""
