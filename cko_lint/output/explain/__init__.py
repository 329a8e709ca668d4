"""The formats of an explanation."""
