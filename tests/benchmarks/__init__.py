"""How fast the tables are, each number beside that of Qt's own C++ models in the same run.

`python -m tests.benchmarks` prints a table; it is no part of the test run.
"""
