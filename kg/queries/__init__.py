"""The question library."""
