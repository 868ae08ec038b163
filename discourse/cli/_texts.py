"""What the commands do with texts: start a study of them, say what can be read of them, and suggest names."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from discourse.cli._talk import Talk, many


def new(options: argparse.Namespace, talk: Talk) -> int:
    """`discourse new`."""
    from discourse.study.hand_codes.beginning import start_coding
    from discourse.study.new import start_study

    study = options.folder / "study.toml" if options.folder.is_dir() else options.folder
    begun = []
    if not (options.code and study.is_file()):
        begun.append(start_study(options.folder, texts=options.texts))
    if options.code:
        begun.append(start_coding(options.folder))
    for line in (line for part in begun for line in part.next_steps):
        talk.say(line)
    return 0


def suggest(options: argparse.Namespace, talk: Talk) -> int:
    """`discourse suggest`."""
    from discourse.study.new import propose_actors

    proposed = propose_actors(options.study, corpus=options.corpus, min_n=options.min_n)
    talk.say(f"{many(proposed.n, 'name')} added to {proposed.path}")
    if proposed.n:
        talk.say(f"the commonest: {', '.join(proposed.commonest)}; correct or delete those that are wrong")
    return 0


def check_texts(options: argparse.Namespace, talk: Talk) -> int:
    """`discourse check` of a file or folder of texts."""
    from discourse.corpus.check import check_corpus
    from discourse.corpus.corpus import load_corpus
    from discourse.study.load import StudyError

    how = {name: getattr(options, name) for name in ("text", "doc_id", "dayfirst", "encoding")}
    try:
        found = check_corpus(load_corpus(options.folder, **how))
    except ValueError as why:  # an encoding that is none, a saved corpus that is damaged
        raise StudyError(str(why)) from why
    if options.json:
        talk.print(json.dumps(found, ensure_ascii=False, default=str))
        return _bad(found)
    for note in talk.notes:
        talk.remark(f"note: {note}")
    return say_found(found, talk)


def say_found(found: dict, talk: Talk) -> int:
    """Say what `check_corpus` found; 1 if something cannot be read, else 0."""
    for line in troubles_of(found["rejected"], found["doubts"]):
        talk.complain(line)
    for line in _lines_of(found):
        talk.say(line)
    return _bad(found)


def _bad(found: dict) -> int:
    return 1 if found["rejected"] or not found["documents"] else 0


def _lines_of(found: dict) -> Iterator[str]:
    """What `check_corpus` found, a line for each kind of thing."""
    from discourse.corpus.check import say_exports

    listed = lambda counts: ", ".join(f"{n:,} {name}" for name, n in counts.items())  # noqa: E731
    told = f"{len(found['rejected']):,} rejected, {many(len(found['doubts']), 'doubt')}"
    yield f"{many(found['documents'], 'document')} read, {told}"
    yield from say_exports(found)
    sizes, dates = found["sizes"], found["dates"]
    if sizes:
        each = f"{sizes['least']:,} to {sizes['most']:,}, median {sizes['median']:,}"
        yield f"words: {found['words']:,}; per document {each}"
    if found["documents"]:
        span = f"{dates['first']} to {dates['last']}, " if dates["first"] else ""
        yield f"dates: {span}{dates['missing']:,} without"
    copies, pairs = found["duplicates"]["copies"], found["duplicates"]["pairs"]
    if copies is None:
        yield "duplicates: too many to list"
    elif copies:
        yield f"duplicates: {many(copies, 'document')} with the text of another, in {many(pairs, 'pair')}"
    for name in ("languages", "roles", "words_of_roles", "docvars"):
        if found[name]:
            yield f"{name.replace('_', ' ')}: {listed(found[name])}"


def troubles_of(rejected: list[dict], doubts: list[dict]) -> Iterator[str]:
    """A line for each file that is rejected, and one for each kind of doubt: how many there are, and the first."""
    for row in rejected:
        yield f"rejected: {row['source']}: {row['reason']}"
    kinds: dict[str, list[dict]] = {}
    for row in doubts:
        kinds.setdefault(row["kind"], []).append(row)
    for kind, rows in kinds.items():
        where = rows[0]["doc_id"] or rows[0]["source"] or "a document"
        more = f", and {len(rows) - 1:,} more" if len(rows) > 1 else ""
        yield f"doubt: {kind}: {where}: {rows[0]['detail']}{more}"
