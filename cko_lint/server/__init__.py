"""The language server: the findings in an editor, while somebody types."""
