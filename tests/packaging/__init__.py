"""The packages that `packaging/build.py` made, tried as an IT person would; not in the default run (`-m packaging`)."""
