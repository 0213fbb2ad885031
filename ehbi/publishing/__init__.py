"""Publish what is proven: a handbook of which all that servers build of it has been built.

``revisions`` publishes and restores; ``proving`` has ``python -m ehbi.proof`` build it all, within limits.
"""
