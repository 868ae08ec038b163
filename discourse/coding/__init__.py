"""Against people: how far the program finds what human coders find.

`sampling` draws a blind sample. `reliability` says how far coders agree with each other, `agreement` how far the program
agrees with them. `correction` makes of scores and codes the numbers that a paper can stand on (`_codes` says which row
of the scores a code is of).
"""
