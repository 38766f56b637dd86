"""The workbook writer: all that reaches beyond openpyxl's public face stands here.

Imports nothing else of `export` but what a cell's text and a file's parts need.
"""
