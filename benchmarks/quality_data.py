"""The annotated sets by which quality is measured: what their records hold, where they can be had, and what is read.

A set is a file `<name>.jsonl.gz`: one JSON record a line, UTF-8, offsets in characters, end exclusive. The names of the
files, what a record holds, and where the sets can be had:

- sentences_brown_editorial, sentences_brown_news {text, sentence_starts}: categories of the Brown corpus (Francis &
  Kučera 1979), paragraphs parted by an empty line; NLTK has the corpus: `nltk.download("brown")`.
- sent_nyt_editorials {text, mean, doc}: the mean of 20 ratings from -4 to 4; nytEditorialSnippets_GroundTruth.txt in
  the source of vaderSentiment (Hutto & Gilbert 2014), https://github.com/cjhutto/vaderSentiment
- target_newsmtsc_train, _rw, _mt {text, start, end, target, label neg|neu|pos}: NewsMTSC (Hamborg & Donnay 2021,
  doi:10.18653/v1/2021.eacl-main.142), https://github.com/fhamborg/NewsMTSC
- directed_dse_valid {text, p, q: [start, end, words], label 0 for neither, label_name ("p->q neg" and the like)}: who
  is for or against whom (DSE), a part for development; directed_dse_train, likewise, for `tone_label.py`.
- hedge_sfu {text, doc, hedged, cues: [{start, end, text, type}]}: SFU Review Corpus with negation and speculation
  (Konstantinova et al. 2012).
- hedge_conll2010wiki {text, hedged}: Wikipedia sentences of the CoNLL-2010 shared task (Farkas et al. 2010), a sample.
- hedge_bioscope_full_papers, hedge_bioscope_abstracts, as hedge_sfu: BioScope (Vincze et al. 2008,
  doi:10.1186/1471-2105-9-S11-S9).
- certainty_sentence {text, certainty 1 to 6}: Pei & Jurgens (2021),
  https://github.com/Jiaxin-Pei/Certainty-in-Science-Communication
- stance_commentary {text, hedges: [{start, end, readers, kind epistemic|approximator}], boosters: [{start, end,
  readers}]}: sentences of New York Times opinion pieces (those of sent_nyt_editorials), coded by two language models,
  blind to each other, after Hyland (1998, 2005); readers is A, B or AB.
- neg_cdsco {text, negated, negations: [{cue: [[start, end, text], ...]}]}: stories by Conan Doyle, the data of the *SEM
  2012 shared task (Morante & Daelemans 2012; Morante & Blanco 2012).
- zonination_probly.csv, a column a phrase, a row a person, percentages; in DIR or in the folder `probability_words`
  beside it: https://github.com/zonination/perceptions (probly.csv).
- attr_polnear_train, _dev, _test {id, text, attributions: [{source, cue, content: [[start, end], ...]}]}: PolNeAR
  (Newell, Margolin & Ruths 2018), https://github.com/networkdynamics/PolNeAR; content includes quotation marks, and of
  an article that several people annotated the first record counts.
- actor_newswcl50 {text, mentions: [{chain, start, end, text}]}: NewsWCL50 (Hamborg, Zhukova & Gipp 2019,
  doi:10.1109/JCDL.2019.00036), https://github.com/fhamborg/NewsWCL50; a chain ends in `_USA_COUNTRY` and the like.
- named_editorials {id, text, mentions: [{start, end, kind state|organisation|party|person|region|group, actor, reading
  actor|place, readers A|B|AB}]}: paragraphs of editorials on world affairs, coded by two language models, blind to each
  other.
- actor_re3d {text, mentions: [{start, end, type, confidence}]}: re3d (Dstl 2017), https://github.com/dstl/re3d
- ner_crossner_politics, ner_wikigold {text, mentions: [{start, end, type}]}: CrossNER (Liu et al. 2021),
  https://github.com/zliucr/CrossNER; WikiGold (Balasuriya et al. 2009).
- metonymy_relocar {text, start, end, label lit|met|mix}: ReLocaR (Gritta et al. 2017),
  https://github.com/milangritta/Minimalist-Location-Metonymy-Resolution
- metonymy_gwn {text, mentions: [{start, end, text, type}]}: GeoWebNews (Gritta, Pilehvar & Collier 2020,
  doi:10.1007/s10579-019-09475-3), https://github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

OPEN = "open to those who wrote the rules"
APART = "not among the sets that the rules were written with"


class Data(NamedTuple):
    """A set: its files, what a record is, where it is from, and what part it had in the making of the library."""

    title: str
    files: tuple[str, ...]
    unit: str
    source: str
    licence: str
    making: str = OPEN


DATA = {
    "brown_editorial": Data(
        "Brown, editorials", ("sentences_brown_editorial",), "texts", "Francis & Kučera 1979", "non-commercial"
    ),
    "brown_news": Data(
        "Brown, news", ("sentences_brown_news",), "texts", "Francis & Kučera 1979", "non-commercial", APART
    ),
    "nyt": Data(
        "New York Times opinion pieces",
        ("sent_nyt_editorials",),
        "sentences, each rated by 20 people",
        "Hutto & Gilbert 2014",
        "MIT",
        "the grades of the words of `commentary` were moved by these ratings; `halves.py` prints what is reached "
        "on the half that had no part in that; the lists and rules had both in view",
    ),
    "newsmtsc": Data(
        "NewsMTSC",
        ("target_newsmtsc_train", "target_newsmtsc_rw", "target_newsmtsc_mt"),
        "marked persons in sentences of political news",
        "Hamborg & Donnay 2021",
        "MIT",
        "the grades of the words, and what makes the label, were fitted to the labels of the training part; "
        "`halves.py` prints what is reached on the half that had no part in that; the lists and rules had both in view",
    ),
    "dse": Data(
        "DSE, development part",
        ("directed_dse_valid",),
        "pairs of parties in sentences of news",
        "directed sentiment (DSE)",
        "none stated with the set",
        "open to those who wrote the rules; nothing was fitted to it, but to the training part, its texts left out",
    ),
    "sfu": Data("SFU Review NegSpec", ("hedge_sfu",), "sentences", "Konstantinova et al. 2012", "GPL-3 or later"),
    "wikipedia": Data(
        "CoNLL-2010, Wikipedia", ("hedge_conll2010wiki",), "sentences, a sample", "Farkas et al. 2010", "CC BY-SA"
    ),
    "bioscope_papers": Data(
        "BioScope, papers", ("hedge_bioscope_full_papers",), "sentences", "Vincze et al. 2008", "for research"
    ),
    "bioscope_abstracts": Data(
        "BioScope, abstracts", ("hedge_bioscope_abstracts",), "sentences", "Vincze et al. 2008", "for research", APART
    ),
    "certainty": Data(
        "Certainty in science",
        ("certainty_sentence",),
        "sentences, rated by readers from 1 to 6",
        "Pei & Jurgens 2021",
        "MIT",
        "the strengths of the hedges were estimated from these ratings; `halves.py` prints what is reached on the "
        "half that had no part in that; the list of hedges had both in view",
    ),
    "opinion": Data(
        "New York Times opinion pieces, coded for stance",
        ("stance_commentary",),
        "sentences, each coded by two language models",
        "the project's own codes; texts as in Hutto & Gilbert 2014",
        "MIT",
        "half of it open to those who wrote the rules, the other confirmed by figures alone; nothing was fitted to it",
    ),
    "cdsco": Data("CD-SCO", ("neg_cdsco",), "sentences", "Morante & Daelemans 2012", "texts in the public domain"),
    "odds": Data(
        "Perceptions of probability",
        ("zonination_probly",),
        "phrases, each put to 46 people",
        "zonination, GitHub",
        "MIT",
        "the list of phrases was seen; its figures are those of another survey",
    ),
    "polnear": Data(
        "PolNeAR",
        ("attr_polnear_train", "attr_polnear_test", "attr_polnear_dev"),
        "articles of political news",
        "Newell, Margolin & Ruths 2018",
        "none stated; the texts are the publishers'",
    ),
    "newswcl50": Data(
        "NewsWCL50",
        ("actor_newswcl50",),
        "articles",
        "Hamborg, Zhukova & Gipp 2019",
        "CC BY-SA 4.0; the texts are the publishers'",
    ),
    "editorials": Data(
        "Editorials on world affairs, coded for who is named",
        ("named_editorials",),
        "paragraphs, each coded by two language models",
        "the project's own codes; texts of webis-de/COLING-20",
        "none stated with the texts",
        "half of it open to those who wrote the rules, the other confirmed by figures alone; nothing was fitted to it",
    ),
    "re3d": Data("re3d", ("actor_re3d",), "documents on Syria and Iraq", "Dstl 2017", "OGL and others"),
    "crossner": Data("CrossNER, politics", ("ner_crossner_politics",), "sentences", "Liu et al. 2021", "MIT"),
    "wikigold": Data("WikiGold", ("ner_wikigold",), "sentences of Wikipedia", "Balasuriya et al. 2009", "CC BY"),
    "relocar": Data("ReLocaR", ("metonymy_relocar",), "sentences of Wikipedia", "Gritta et al. 2017", "GPL-3"),
    "geowebnews": Data("GeoWebNews", ("metonymy_gwn",), "articles", "Gritta, Pilehvar & Collier 2020", "GPL-3"),
}


def read(folder: Path, *names: str) -> list[dict]:
    """The records of the files that are there, those of the first name first; each id once."""
    records: list[dict] = []
    for name in names:
        path = folder / f"{name}.jsonl.gz"
        if path.is_file():
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                records += map(json.loads, lines)
        for path in (folder / f"{name}.csv", folder.parent / "probability_words" / f"{name}.csv"):
            if path.is_file():
                table = pd.read_csv(path)
                records += [{"phrase": c.strip().lower(), "answers": table[c].dropna().tolist()} for c in table]
                break
    if len(names) > 1:
        seen = {r["id"]: r for r in reversed(records)}
        records = [r for r in records if seen[r["id"]] is r]
    return records


def half_of(documents: Iterable[object]) -> np.ndarray:
    """For the id of each document its half, 0 or 1; the same in every run and on every machine.

    >>> half_of(["1", "4", "1"]).tolist()
    [1, 0, 1]
    """
    return np.array([zlib.crc32(str(document).encode()) % 2 for document in documents], int)


def part_of(documents: Iterable[object], parts: int) -> np.ndarray:
    """For the id of each document its part, from 0: a hash of its own, so that each half has all parts.

    >>> part_of(["1", "4", "1"], 5).tolist()
    [0, 0, 0]
    """
    return np.array([zlib.crc32(f"part of {document}".encode()) % parts for document in documents], int)
