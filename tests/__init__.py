"""The tests. They write workbooks as the installed program does, without lxml, which only the validator needs."""

import os

os.environ.setdefault("OPENPYXL_LXML", "False")
