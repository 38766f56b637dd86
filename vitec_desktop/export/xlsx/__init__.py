"""The workbook writer: everything that uses private parts of openpyxl.

Imports the language of `report` and nothing of `export`.
"""
