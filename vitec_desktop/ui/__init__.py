"""What the user sees: a folder for each feature, and the folders that features share. No rule of the business is here.

Imports every folder but `cli` and `diagnostics`.
"""
