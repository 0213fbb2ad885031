"""The warm process: it has run a notebook once, and each visitor's kernel is a fork of it.

What a kernel costs beside an ordinary one is what its visitor does; all that was imported and made before
is shared. The server starts ``python -m ehbi.warm`` and asks it for forks; it never imports these modules.
"""
