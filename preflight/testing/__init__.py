"""For plugin authors: builders, a runner and assertions for tests of check plugins."""
