"""One list of the report as a table, with search, filters, saved views and the details of a row.

Imports `report`, `webservice`, `ui.common` and what is below it; no other feature.
"""
