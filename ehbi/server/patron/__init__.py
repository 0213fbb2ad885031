"""A patron's own screen: a page of its own that follows the desk, on a phone or on a second screen.

``screens`` has who is at which step, through the store, so that each of several servers can answer; ``view``
is what such a screen shows, and ``addresses`` is where it and the desk ask.
"""
