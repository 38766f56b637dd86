"""The self-test of an installed program: keyring, TLS, workbook, window.

Imports all that it tests.
"""
