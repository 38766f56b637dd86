"""One list of the report as a table: its own sorted and filtered model, its view, and the details of a row.

No rule of the business: what a column is, how it sorts and what its values are called stands in `report`.
"""
