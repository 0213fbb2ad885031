"""HTTP as every server of ours speaks it.

``handlers`` are what all others are made of, and ``headers`` what each answer has. ``requests`` puts what
comes in one form and looks by which name it is asked, ``limits`` bound how much and how often, and ``assets``
are the scripts.
"""
