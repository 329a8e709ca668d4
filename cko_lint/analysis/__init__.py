"""From a project to the findings of all rules."""
