"""The worker: a process in which many visitors each have a guide of their own.

The server starts ``python -m ehbi.worker`` and speaks with it through its standard input and output; it never
imports these modules. ``pipe`` has the frames, ``worker`` does what they ask, ``guest`` keeps what belongs to
one visitor apart from all others, and ``notebook`` runs the notebook that each of them sees.
"""
