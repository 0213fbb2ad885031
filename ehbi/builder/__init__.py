"""The builder: a process that builds all that a page waits for of a handbook, before that is published.

``publishing`` starts ``python -m ehbi.builder`` and reads what it says, a line of JSON each. ``parts`` has
what is built, by the functions that servers call.
"""
