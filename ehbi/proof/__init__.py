"""The proof: a process that builds all that servers build of a handbook, and says how far it is.

Whoever publishes starts ``python -m ehbi.proof`` and reads what it says; it never imports these modules.
"""
