"""What a run found, written for people, editors and programs: one module per format."""
