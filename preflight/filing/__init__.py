"""Reading drafts: the filing model, the hardened reader, signature lines, names, schemas and the calendar."""
