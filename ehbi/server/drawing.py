"""Drawing, for whoever asks at the same time."""

import threading

ONE_AT_A_TIME = threading.Lock()
"""Graphviz and matplotlib can do one thing at a time."""
