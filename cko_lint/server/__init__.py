"""The language server: the findings in an editor, while you type."""
