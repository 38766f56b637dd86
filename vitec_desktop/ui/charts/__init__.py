"""Chart models, their painters, and the widget that shows a chart. Nothing is computed here.

Imports `ui.widgets`, `ui.theme`, and from `report.statistics` the filter of the rows behind a bar.
"""
