"""The fault suite: everything that can go wrong, what the user sees of it, and what is kept, as one declared table.

`python -m tests.faults` tries all of it at full strength and prints the table; pytest tries the same rows with fewer
repetitions.
"""
