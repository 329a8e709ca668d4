"""What fixes findings: the changes that rules name, as edits of the source, and how these are tried, shown and written."""
