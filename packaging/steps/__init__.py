"""The steps that turn a checkout into packages. They import the standard library only: nothing is installed yet."""
