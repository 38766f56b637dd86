"""Connections, and their passwords in the system's keyring.

Imports `storage`; no Qt.
"""
