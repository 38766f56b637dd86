"""The tests as other machines would run them: `python -m tests.machines`."""
