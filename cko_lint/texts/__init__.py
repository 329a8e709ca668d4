"""Files that are no Python: texts that carry configuration, and notebooks, whose cells are Python."""
