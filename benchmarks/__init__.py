"""Speed and size of the page, side by side with stock Voilà in the same run: ``make bench``."""
