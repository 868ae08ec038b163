"""Who is talked about.

`mentions` finds the names of an actors table and says which actor each stands for. `offices` finds offices that are
named without their holders, and `holders` says who held one on a day. `suggest` proposes names that a table lacks.

Helpers of mentions: `_capitals` finds names in capitals, `_longer_names` sees that a name is part of a longer one,
`_shared_names` that `Congress` is another state's, `_surnames` finds the person behind a surname among the `_persons`
of a table, by the `_gender` of titles and first names, `_surname_or_word` tells Theresa May from the month,
`_place_or_actor` tells the state from its territory. Helper of offices: `_office_phrases` reads a title with the state
it belongs to. Helpers of suggest: `_proper_names` finds runs of words that are names, by the classes in `_name_words`;
`_name_types` says what kind of actor a name seems to be, `_variants` groups the names of one bearer, and
`_world_names` has what the table that ships knows of them.
"""
