"""Against people: how far the program finds what human coders find.

`sampling` draws a blind sample (`_units`: of what, `_draws`: how). `codebook` says what is coded. `widget` is coding in
the notebook, and `_coder` the logic behind it, with `_passages` (what is read of a unit) and `_saving` (the file on
disk). What coders differ on is decided in it, too (`adjudication`). `marks` are stretches of text that coders choose,
and `coded_files` reads what comes back, from the notebook or from a spreadsheet. `reliability` (with `_chance`) says
how far coders agree with each other, `agreement` how far the program agrees with them. `correction` makes of scores and
codes the numbers that a paper can stand on, and `needed` says how many more codes these need; `counted` makes scores of
spans, to be corrected as well. `_codes` finds the row of the scores that a code is of.
"""
