"""The overview: statistics of the report as tiles and charts, compared with another period, printed and copied.

Imports `report`, `ui.charts`, `ui.table`, `ui.fetch` and what is below them; charts and statistics only once there are
rows to show.
"""
