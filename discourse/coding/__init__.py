"""Against people: how far the program finds what human coders find.

`sampling` draws a blind sample (`_units`: of what, `_draws`: how). `reliability` says how far coders agree with each
other, `agreement` how far the program agrees with them. `correction` makes of scores and codes the numbers that a paper
can stand on, and `needed` says how many more codes these need; `counted` makes scores
of spans, to be corrected as well. `_codes` finds the row of the scores that a code is of.
"""
