"""The settings of a run: [tool.cko-lint], checked, with the command line over it."""
