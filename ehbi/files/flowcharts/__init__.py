"""Flowcharts of others: a file for each format, which makes a graph of networkx of a text.

A node has a ``label`` of plain lines, a ``shape`` that is :data:`~ehbi.files.networks.DIAMOND` where it asks
something, and the ``group`` that it was drawn in; an edge has a ``label``. What a file says about a step in
our own words goes by the fields of a step.
"""
