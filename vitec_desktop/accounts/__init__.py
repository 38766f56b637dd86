"""Connections and their passwords, which lie in the operating system's keyring alone.

Imports `storage`; no Qt.
"""
