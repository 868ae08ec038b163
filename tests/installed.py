"""Try an installed distribution, away from the checkout: `python tests/installed.py`, in the environment that has it.

From three texts to tables, a figure, a study with its report, and `discourse verify`. It stands on public names and on
the command line alone, and ends with an error if anything is missing from what was installed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import discourse as dc

TEXTS = {
    "thaw.txt": "Moscow may talk to Washington. “We are ready,” said Mr Lee.",
    "frost.txt": "Perhaps the talks between Russia and the United States have failed badly.",
    "wait.md": "# Waiting\n\nThe United States will probably wait. Russia does not.",
}


def main() -> None:
    home = Path(dc.__file__).resolve()
    if "site-packages" not in home.parts:
        raise SystemExit(f"discourse is at {home}: this is a checkout, and a wheel is to be tried")
    with tempfile.TemporaryDirectory() as around:
        try_it(Path(around))
    print(f"discourse {dc.__version__} on Python {sys.version.split()[0]}: tables, figure, study and report are made")


def try_it(folder: Path) -> None:
    texts = folder / "texts"
    texts.mkdir()
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf8")
    corpus = dc.load_corpus(texts)
    mentions, hedges = dc.find_mentions(corpus, dc.load_actors("world")), dc.find_hedges(corpus)
    found = sorted(set(mentions["actor"])), sorted(hedges["text"])
    if found != (["Russia", "United States"], ["Perhaps", "may", "probably"]):
        raise SystemExit(f"other actors or hedges than those of the texts: {found}")
    dc.save_figure(dc.plot_rates(dc.count_rate(mentions, corpus, by="actor")), folder / "rates.png")
    command = [sys.executable, "-m", "discourse.cli"]
    for arguments in (["new", texts], ["run", texts, "--out", folder / "out"], ["verify", folder / "out"]):
        done = subprocess.run([*command, *arguments], cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"discourse {arguments[0]} ended with {done.returncode}: {done.stderr or done.stdout}")
    for path in (folder / "rates.png", folder / "out/report.html", folder / "out/manifest.json"):
        if not path.stat().st_size:
            raise SystemExit(f"{path.name} is empty")


if __name__ == "__main__":
    main()
