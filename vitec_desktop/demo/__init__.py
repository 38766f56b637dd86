"""The built-in sample service: a real HTTP server on the loopback address, with invented rows.

Imports no Qt, and of other folders only `webservice` and `resources`.
"""
