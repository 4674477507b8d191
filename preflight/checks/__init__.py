"""The built-in check plugins, one module a rule family, each using only the public hook contract."""
