"""Lints of a registry; :func:`preflight.authority.lint.run.lint` makes them all.

Nothing is imported here: the rules (:mod:`preflight.authority.lint.rules`) are declared at every start.
"""
