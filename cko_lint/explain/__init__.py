"""What the analysis knows of a request: for a user who asks why nothing was reported, and for a developer who asks the same."""
