"""The overview: the figures of the rows shown as tiles and charts, compared, printed and copied.

Figures come from `report.figures`, charts are painted by `ui.charts`; both are imported when there is something to
show, which the first window does not wait for.
"""
