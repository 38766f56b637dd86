"""The command line: what may be written on it, and the export without a window. Imports no Qt."""
