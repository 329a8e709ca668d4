"""Source text as a tree: decoding, parsing, names and places. Nothing above this layer sees LibCST."""
