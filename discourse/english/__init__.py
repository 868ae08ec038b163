"""What the library knows of English, without a parser.

`closed_classes` are the determiners, pronouns, auxiliaries, prepositions and similar words. `negators` are the words
that negate. `neighbours` looks at the words around a token or a span. `scope` finds the clause that a cue applies to.
`phrases` finds the subject and the noun phrases around a verb. `quotation_marks` pairs the marks of quotations.
"""
