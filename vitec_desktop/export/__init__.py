"""Writes a report to a workbook or to CSV files. Imports `report`, `webservice` and `storage`, and no Qt."""
