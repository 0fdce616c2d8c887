"""Papers to statements with evidence: spaCy components, one file each."""
