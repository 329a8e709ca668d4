"""Libraries that repeat a call, and what their predicates say of a 401."""
