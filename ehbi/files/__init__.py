"""Files: YAML and JSON to a handbook or a library's profile and back, with each problem at its line.

``source`` turns text into plain data that remembers its lines, ``reader`` that into checked values, and
``writer`` values into text.
"""

from .reader import inspect, load

__all__ = ["inspect", "load"]
