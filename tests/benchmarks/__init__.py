"""Benchmarks of tables, export and start-up, each compared with a simple baseline in the same run.

Not part of the test run; `python -m tests.benchmarks` measures the tables.
"""
