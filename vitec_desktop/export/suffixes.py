"""The endings of file names, which tell the format. By itself, so that the command line can ask without the rest."""

WORKBOOK_SUFFIX = ".xlsx"
ZIP_SUFFIX = ".zip"
