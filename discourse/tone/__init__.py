"""In what tone.

`sentiment` scores sentences, with VADER or with the library's own list for political prose (`commentary`).
`towards_actors` scores what a sentence says of an actor. `_valence` sums up scored words, `_vader` and `_vader_words`
are the rules and words of VADER, `_scene` says what stands around the mention of an actor, and `_relation` how a word
stands to it.
"""
