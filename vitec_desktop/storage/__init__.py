"""What every file of ours needs: the profile folder, JSON files that are written whole, and a lock between processes.

Imports no Qt and no other folder.
"""
