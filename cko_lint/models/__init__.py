"""What libraries do, each stated by a model that the interpreter asks."""
