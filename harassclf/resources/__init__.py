"""What the package ships beside code: the model and the tables it reads texts with.

All of it is under the licence of the package, except ``language.npz``: it is adapted
from wordfreq's lists, CC BY-SA 4.0 (see data/language/build_language.py).
"""
