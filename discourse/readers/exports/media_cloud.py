"""Lists of stories that Media Cloud gives as CSV: titles, dates, outlets and addresses, and no text.

Such a file is no corpus. It is refused as one, and it is what saved pages of the same stories are joined to by their
address (`discourse.readers.addresses`).

References
----------
Roberts, H., Bhargava, R., Valiukas, L., Jen, D., Malik, M. M., Bishop, C. S., et al. (2021). Media Cloud: Massive open
source collection of global news on the open web. Proceedings of ICWSM, 15, 1034-1045.
"""

from __future__ import annotations

import pandas as pd

from discourse.readers.article import Pieces
from discourse.readers.encoding import Unreadable
from discourse.readers.tabular.delimited import column_names, read_docvars

# Of the search of 2024 (`id`, `indexed_date`), and of the explorer and topics before it, as its clients write them.
_NEEDED = {"title", "url", "publish_date", "media_name"}
_COLUMNS = _NEEDED | {
    "id", "indexed_date", "language", "media_url", "media_id", "stories_id", "processed_stories_id", "guid", "tags",
    "tag_sets", "tags_ids", "tag_sets_ids", "collect_date", "date_is_reliable", "facebook_share_count", "full_text_rss",
    "inlink_count", "outlink_count", "media_inlink_count", "post_count", "author_count", "channel_count",
    "snapshots_id", "timespans_id", "next_link_id", "ap_syndicated", "themes", "subtopics", "foci", "focal_set",
    "media_pub_country", "media_pub_state", "media_language", "media_about_country", "media_media_type", "story_tags",
    "date_guess_method", "feeds_id", "undateable", "syndicated",
}  # fmt: skip
#: Column of the list -> docvar.
_DOCVARS = {
    "url": "url",
    "title": "title",
    "publish_date": "date",
    "media_name": "outlet",
    "language": "language",
    "stories_id": "export_id",
    "id": "export_id",
}
#: Why such a file is no corpus, for one who saved none of the pages.
REFUSED = (
    "a list of {n} stories of Media Cloud, which contains no texts; save the pages in this folder, and the list is "
    "joined to them by their address"
)


def is_export(contents: bytes, form: str) -> bool:
    """Whether the bytes are a list of stories, with no column but those that Media Cloud writes."""
    if b"media_name" not in contents[:10_000].replace(b"\0", b"") or form != "csv":
        return False
    names = {name.lower() for name in column_names(contents)}
    return _NEEDED <= names <= _COLUMNS


def read(contents: bytes, form: str, *, encoding: str | None = None, max_bytes: int) -> Pieces:
    """Nothing: the list holds no text.

    Raises
    ------
    Unreadable
        Always, with the number of stories.
    """
    raise Unreadable(REFUSED.format(n=len(read_stories(contents, encoding=encoding))))


def read_stories(contents: bytes, *, encoding: str | None = None) -> pd.DataFrame:
    """What the list says of each story, as docvars: url, title, date, outlet, language and export_id.

    Examples
    --------
    >>> stories = read_stories(b"id,media_name,publish_date,title,url\\n7,Courier,2024-03-04,Tea,example.org/tea\\n")
    >>> stories[["url", "title", "date", "outlet", "export_id"]].to_dict("records")
    [{'url': 'example.org/tea', 'title': 'Tea', 'date': '2024-03-04', 'outlet': 'Courier', 'export_id': '7'}]
    """
    table = read_docvars(contents, encoding=encoding)
    table = table.set_axis(table.columns.str.lower(), axis=1)
    found = {name: table[column] for column, name in reversed(_DOCVARS.items()) if column in table}
    stories = pd.DataFrame({name: found[name] for name in dict.fromkeys(_DOCVARS.values()) if name in found})
    if "export_id" in stories:
        stories["export_id"] = stories["export_id"].map(str, na_action="ignore").astype("str")
    return stories
