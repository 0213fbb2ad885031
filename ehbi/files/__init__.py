"""Files: YAML and JSON to a handbook or a library's profile and back, with each problem at its line.

``source`` turns text into plain data that remembers its lines, ``documents`` that into values.
"""

from .attributes import GraphError
from .documents import inspect, load
from .networks import from_networkx

__all__ = ["GraphError", "from_networkx", "inspect", "load"]
