"""The built-in sample service: a real HTTP server on the loopback address. Imports the shapes of `connect`."""
