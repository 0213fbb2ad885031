"""Publish what is proven: a handbook of which all that servers build of it has been built.

``revisions`` publishes and restores; ``proof`` has two builders build every part, within limits; ``process``
starts a builder and listens to it.
"""
