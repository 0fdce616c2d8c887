"""Files that other tools read, one file per format."""
