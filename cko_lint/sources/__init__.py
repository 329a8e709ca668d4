"""Which files a run reads: found, read, told apart by kind, and put through the prefilter."""
