"""The report service: its models, one request, a long period cut into date windows, many requests merged, and errors.

Imports no Qt and no other folder.
"""
