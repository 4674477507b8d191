"""Where instruments are kept: files and HTTP; each yields the same in-memory registry."""
