"""The self-test that a package runs on itself: keyring, TLS, workbook, window.

Imports whatever it tries.
"""
