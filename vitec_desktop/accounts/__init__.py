"""Connections in a settings file, and their passwords in the operating system's keyring.

Imports nothing else of the program.
"""
