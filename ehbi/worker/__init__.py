"""The worker: a process in which many visitors each have a guide of their own.

The server starts ``python -m ehbi.worker`` and speaks with it through its standard input and output; of these
modules it imports ``pipe`` alone, which has the frames. ``worker`` does what they ask, ``guest`` is one
visitor with all that is theirs, ``comms`` keeps that apart from what others have, and ``notebook`` runs the
notebook that each of them sees.
"""
