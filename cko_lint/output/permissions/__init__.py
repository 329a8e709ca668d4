"""What credentials have to be allowed, for people and for programs."""
