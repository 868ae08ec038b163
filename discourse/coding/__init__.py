"""Against people: how far the program finds what human coders find.

`sampling` draws a blind sample of sentences. `reliability` says how far coders agree with each other, `agreement` how
far the program agrees with them.
"""
