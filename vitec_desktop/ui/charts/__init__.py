"""Charts: declared as data (label, value, role of colour, filter to set), painted by a few painters of our own.

Knows the theme and the parts; of the report only which filter a bar asks for. No figure is computed here.
"""
