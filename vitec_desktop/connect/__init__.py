"""The report service: its shapes, one request, a long period cut into windows, many requests joined, and errors.

Imports no Qt and no other room.
"""
