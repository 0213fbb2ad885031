"""Search: from the words that somebody types to the steps that they are about, and how sure that is.

``question`` reads the words: spelling, synonyms, subjects that the handbook is not about. ``index`` finds the
steps, and ``results`` says how sure that is.
"""
