"""Widgets, Qt models and workers. Holds no rule of the business; may import every other room."""
