"""EHBI on more than one server: how to run it, and a cluster of it on this machine to try that on."""
