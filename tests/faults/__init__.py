"""Faults by count: the Nth file, write, process, socket, thread or query of a server fails, for every N.

``injector`` makes them fail in a process, ``desk`` has a server in such a process, ``phases`` are the start,
the visit, the publish and the stop, with what must hold in each. ``python -m tests.faults`` tries every N.
The model is how SQLite is tested: each allocation, read and write of it is made to fail once.
"""
