"""A real browser for tests: Chromium, JupyterLab on this machine, and nothing beyond.

What a page asks for elsewhere is stopped and kept (`Watched`). Needs Debian's chromium and the extra `browser`; tests
are skipped where one is missing. With SCREENSHOTS=folder, what was seen is kept there as PNG. Pages are checked for
accessibility by the axe-core that the extra brings, or by another one: AXE=axe.min.js.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).resolve().parents[1]
SECONDS_TO_START, SECONDS_TO_RUN = 120, 300
#: Chromium is root in containers, has no window, and shall neither look for updates nor resolve any name.
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
_PACKAGE = find_spec("axe_playwright_python")
AXE = os.environ.get("AXE") or (_PACKAGE and Path(_PACKAGE.origin).with_name("axe.min.js"))
needs_axe = pytest.mark.skipif(not AXE, reason="axe-core is not installed; it comes with the extra: make browser")


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("there is no chromium here; on Debian: apt-get install chromium")
    if find_spec("playwright") is None:
        pytest.skip("playwright is not installed; it comes with the extra: make browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page that may ask `origin` alone. Other requests are stopped; they and the complaints of the page are kept."""

    def __init__(self, chromium, origin: str, *, width: int = 1280, height: int = 1000, scheme: str = "light") -> None:
        self.origin, self.outside, self.complaints = origin, [], []
        self.context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, service_workers="block"
        )
        self.context.route(re.compile(".*"), self._let_through)
        self.page = self.context.new_page()
        self.page.set_default_timeout(SECONDS_TO_START * 1000)
        self.page.on("websocket", lambda socket: self._is_own(socket.url) or self.outside.append(socket.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))

    def _is_own(self, url: str) -> bool:
        own = (self.origin, self.origin.replace("http://", "ws://"))
        return url.startswith(("data:", "blob:")) or any(url == o or url.startswith(f"{o}/") for o in own)

    def _let_through(self, route) -> None:
        if self._is_own(route.request.url):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def keep(self, name: str, *, full_page: bool = True) -> None:
        if folder := os.environ.get("SCREENSHOTS"):
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=full_page)

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, *_) -> None:
        self.context.close()


def serious(page, within: str = "html") -> list[str]:
    """What axe-core finds seriously wrong with a page, or with what is in an element of it."""
    page.evaluate(Path(AXE).read_text(encoding="utf8") + "; true")
    found = page.evaluate("(within) => axe.run(within, { resultTypes: ['violations'] })", within)["violations"]
    return [
        f"{v['id']}: {v['help']}: {n['html'][:200]}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for n in v["nodes"]
    ]


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, its token, and the folder that it shows."""

    url: str
    token: str
    folder: Path

    def ask(self, path: str, method: str = "GET") -> object:
        request = Request(f"{self.url}/api/{path}", method=method, headers={"Authorization": f"token {self.token}"})
        with urlopen(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text else None


#: Every output stays in the page (cells out of sight are else taken out of it), and no news are asked for.
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True},
}


@pytest.fixture(scope="module")
def lab(chromium, tmp_path_factory) -> Iterator[Lab]:
    """JupyterLab on a copy of the project's notebooks and sample corpus, without the settings of whoever runs this."""
    if find_spec("jupyterlab") is None:
        pytest.skip("jupyterlab is not installed; it comes with the extra: make browser")
    home = tmp_path_factory.mktemp("lab")
    for name in ("notebooks", "corpus"):
        shutil.copytree(
            ROOT / name, home / "work" / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints", "results", "codes")
        )
    for name, chosen in SETTINGS.items():
        path = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(chosen))
    places = {
        "JUPYTERLAB_SETTINGS_DIR": home / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
        **{f"JUPYTER_{part}_DIR": home / part.lower() for part in ("CONFIG", "DATA", "RUNTIME")},
        "IPYTHONDIR": home / "ipython",
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    lab = Lab(f"http://127.0.0.1:{port}", secrets.token_hex(16), home / "work")
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"]
    command += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    command += ["--LabApp.extension_manager=readonly", f"--ServerApp.root_dir={home / 'work'}"]
    command += ["--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    log = home / "lab.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            command,
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=os.environ | {"JUPYTER_TOKEN": lab.token} | {k: str(v) for k, v in places.items()},
        )
    try:
        _wait_for(lab, server, log)
        yield lab
    finally:
        server.terminate()  # it ends its kernels; these end by themselves when it is killed
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(30)


def _wait_for(lab: Lab, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            lab.ask("status")
            return
        except (URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"JupyterLab did not start; it said:\n{log.read_text(encoding='utf8', errors='replace')[-2000:]}")


IS_READY = """() => {
  const session = window.jupyterapp?.shell.currentWidget?.sessionContext;
  return session?.isReady && session.session?.kernel?.status === "idle";
}"""


@pytest.fixture
def kernels(lab) -> Iterator[None]:
    """Ends what a notebook has started, also when its test fails."""
    yield
    for session in lab.ask("sessions"):
        lab.ask(f"sessions/{session['id']}", "DELETE")
