"""Vitec Desktop: tips and leads of broker offices, from the report service to the meeting's spreadsheet."""
