"""Names to entities, with the reason for every merge."""
