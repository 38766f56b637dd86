"""What the user sees: a folder for each feature, and the folders that features share. It has no business rules.

Imports every folder but `cli` and `diagnostics`.
"""
