"""The content of a report: rows, columns, labels, filters, order, search, periods, formatting and error messages.

May import `resources` and, of `webservice`, the models, the scope and result of a fetch, times and errors; no Qt.
"""
