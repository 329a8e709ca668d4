"""What a value can be at a place in the program: its alternatives, where each came from, and when it holds."""
