"""Signature lines: the grammar of ``signatureName``, and which signature stands for which owner."""
