"""In what tone.

`sentiment` scores sentences, with VADER or with the library's own list for political prose (`commentary`).
`towards_actors` scores what a sentence says of an actor. `_valence` sums up scored words, `_vader` and `_vader_words`
are the rules and words of VADER. Of the library's own rules, `_shifters` finds what turns or strengthens the value of a
word, and `_readings` where a listed word evaluates nothing. `_scene` says what stands around the mention of an actor,
`_relation` how a word stands to it, and `_label` makes the label of it all.
"""
