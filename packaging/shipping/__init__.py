"""What turns a checkout into packages. Uses the standard library only: it runs before anything is installed."""
