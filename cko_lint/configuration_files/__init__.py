"""Files that are no Python: YAML, TOML, .env and the like, the keys and hosts in them, and the names they stand under."""
