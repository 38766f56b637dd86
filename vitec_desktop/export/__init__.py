"""Files made of a report. Imports `report` and no Qt."""
