"""Flowcharts of others: a file for each format, which makes a graph of networkx of a text.

A node has a ``label`` of plain lines, a ``shape`` that is :data:`~ehbi.files.networks.DIAMOND` where
something is asked, and the ``group`` that it was drawn in; an edge has a ``label``. What a file says about a
step in our own words goes by the fields of a step. Of the graph itself ``told`` are sentences about what was
left out, and ``base`` is the handbook around its steps, in a file of our own that holds all of that.
"""
