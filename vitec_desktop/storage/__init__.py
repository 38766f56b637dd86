"""What every file of ours needs: the profile folder, locks, atomic writes, temporary files, JSON files.

Imports no Qt and no other folder.
"""
