"""The program against real web servers and proxies: `python -m tests.real_servers`. Not part of the default run."""
