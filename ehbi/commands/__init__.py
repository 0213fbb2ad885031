"""The commands by their subject; ``ehbi/cli.py`` puts them together."""
