"""The fault table: what can go wrong, what the user sees of it, and what is kept, each declared and observed.

`python -m tests.faults` runs it with the full workload and prints it; pytest runs the same faults with a reduced one.
"""
