"""A study of a corpus in many parts: on every core, on many machines, and beyond the memory of any of them.

`mapped` is the way in from Python. `dealing` reads files and deals their documents into parts, and `annotate` makes of
a part its tables and sums; `mapping` has all parts looked at by those whom `executors` knows. `gathered` puts together
what was made of them, as one corpus with tables that are `stored` in pieces; `sums` says what is summed in a part for
tables of words, and makes these tables. Between parts, memory is `released`. What comes out is, byte for byte, what
the corpus in one piece gives.
"""
