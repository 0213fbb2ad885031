"""EHBI on more than one server: how to run it, and a cluster of it on this machine to try that on."""

from pathlib import Path

HERE = Path(__file__).parent
