"""The client of the report service: requests, retries, date windows, decoding, merging and errors.

Imports no Qt and no other folder.
"""
