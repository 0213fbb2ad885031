"""The worker: a process in which many visitors each have a guide of their own.

The server starts ``python -m ehbi.worker`` and speaks with it through its standard input and output; of these
modules it imports ``pipe`` alone, which has the frames. ``__main__`` does what they ask, ``guest`` is one
visitor with all that is theirs, apart from what others have, and ``notebook`` runs what each of them sees.
"""
