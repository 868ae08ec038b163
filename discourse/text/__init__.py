"""Text to tokens.

The tokens of a corpus are arrays: of each token the number of its type and its start, of each sentence its paragraph.
What is asked of a token is asked once of its type.

`tokens` is class Tokens, the arrays. `tokenise` makes them from texts, by the rules of `_boundaries`, which sees
characters by their classes (`characters`). `vocabulary` is the types of a corpus and finds those that a pattern
stands for. `words` tells words from other tokens, counts them, and orders tables of them. `questions` tells which
sentences ask, and `counted` stands for tokens that are not in memory.
"""
