"""Web frameworks: what an application keeps for its handlers, and what catches for all of them."""
