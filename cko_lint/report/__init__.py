"""From findings to what is reported: suppressions, baseline, selection, verdict, excerpts and fingerprints."""
