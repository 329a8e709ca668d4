"""The inventory in its formats, one module each: they know its rows only."""
