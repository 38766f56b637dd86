"""What the servers of the faults let in; the processes that the faults start import this module and no server."""

USER, PASSWORD = "anna", "hemligt"
