"""Does a test fail when the code is wrong: make one small change at a time, and see.

``changes`` makes the changes, ``covering`` finds which tests come past a line, ``trying`` runs those on a
changed copy, and ``python -m tests.mutants`` tells which changes no test saw.
"""
