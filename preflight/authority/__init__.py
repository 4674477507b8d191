"""Who may sign for whom: pure reasoning over instruments and events, without input or output."""
