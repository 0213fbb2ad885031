"""Guides: who has one, the workers in which they run, and the addresses by which a page has its own.

``guests`` are visitors with a guide, in one of the ``workers``, as many as the ``site`` says; a page asks for
a guide at its ``address`` and speaks with it over ``channels``, in ``messages`` like those of Jupyter.
"""
