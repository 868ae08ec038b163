"""What the library knows of English, without a parser.

`closed_classes` are the determiners, pronouns, auxiliaries, prepositions and their like. `negators` are the words that
deny. `neighbours` looks at the words around a token or a span. `scope` finds the clause that a cue bears on. `phrases`
finds the subject and the noun phrases around a verb. `quotation_marks` pairs the marks of quotations.
"""
