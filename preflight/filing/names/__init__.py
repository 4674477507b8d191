"""Names of persons and entities: reading them, and saying whether two of them can be the same."""
