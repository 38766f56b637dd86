"""What a report means: rows, columns, labels, order, search, periods and the words for what went wrong.

Imports the shapes and errors of `connect`, and no Qt.
"""
