"""One list of the report as a table, with search, filters, saved views and the details of a row.

May import `report`, `webservice` and the shared parts of `ui`, but no other feature.
"""
