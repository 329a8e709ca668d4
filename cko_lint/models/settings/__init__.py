"""Libraries and frameworks that settings come from."""
