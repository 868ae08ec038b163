"""How often: from spans and scores to numbers that can be compared.

`counts` counts documents and words, `rates` spans per 1,000 words, `means` averages scores, `questions` gives the
share of sentences that ask; `comparison` is the difference of two groups. `intervals`, a folder, says how sure such a
number is, and `corrected` is for scores that hand codes correct. `_groups` says which documents and spans make a
group. Of words: `features`, `ngrams`, `keyness`, `collocation`, `concordance` and `dispersion`; `_runs` counts words
in a row, and `_dropped` says which words no table has to show. Of actors: `networks`. Of scare quotes: `contested`.

Every measure takes tables and returns a table with the columns that `discourse.schema` lists.
"""
