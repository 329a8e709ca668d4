"""The standard library: a module a subject."""
