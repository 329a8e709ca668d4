"""HTTP libraries: one module a library, and what all of them have in common."""
