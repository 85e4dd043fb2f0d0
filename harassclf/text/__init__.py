"""From a message to counted n-grams: folding, masking, hashing.

Everything works on a copy; the text of a message is never changed.
"""
