"""How sure the author sounds.

`hedges`, `boosters` and `negations` find cues and the words that they bear on; `probability_words` finds the phrases
that say how likely something is. `certainty` sums up a sentence. `_two_lives` tells the cue from the same word with
another meaning (`may` and the month of May), `_modals` a possibility from a duty, an ability or a habit.
"""
