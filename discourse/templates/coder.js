// Coding by hand: draws what `discourse.coding._coder` says, and tells it what the coder does. It decides nothing, asks
// for nothing from anywhere, and writes texts as text.

const SECONDS = 4; // without an answer, until the coder is told
const SLOW = 400; // milliseconds, until it is seen that a key waits
const READ_ALOUD = 600; // letters of a unit that a screen reader is given with its number

function make(tag, look, text) {
  const node = document.createElement(tag);
  if (look) node.className = look;
  if (text !== undefined) node.textContent = text;
  return node;
}

function button(key, label, act, focus) {
  const node = make("button", "c-button");
  node.type = "button";
  if (key) {
    const said = make("kbd", "", key);
    said.setAttribute("aria-hidden", "true");
    node.append(said, " ");
    if (key.length === 1) node.setAttribute("aria-keyshortcuts", key);
  }
  node.append(make("span", "", label));
  node.dataset.focus = focus || label;
  node.addEventListener("click", (event) => {
    // Whoever clicks goes on by keys: were the button still chosen, Enter would give its code to the next unit.
    if (event.detail) node.closest(".discourse-coder").focus({ preventScroll: true });
    act();
  });
  return node;
}

function render({ model, el }) {
  const root = make("section", "discourse discourse-coder");
  root.tabIndex = 0;
  root.setAttribute("data-lm-suppress-shortcuts", "true"); // a notebook has keys of its own, and x cuts a cell
  const live = make("p", "c-status"); // what was done, for all; the unit, for those who do not see it
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");
  const alarm = make("div", "c-problem");
  alarm.setAttribute("role", "alert");
  const main = make("div", "c-main");
  const note = make("textarea", "c-note");
  note.rows = 2;
  root.append(alarm, main, live);
  el.append(root);

  let slow = 0;
  let pending = 0; // the timer of what was not answered yet
  let silent = ""; // what is told where there is no answer
  let aloud = "";
  let cursor = 0, anchor = 0; // the words that are chosen, to be marked
  let typing = 0;
  let noteRow = -1;

  const state = () => model.get("state");
  const code = () => state().codes[state().code];
  const book = () => model.get("book")[state().codes[state().code].name];

  function send(act, more = {}) {
    const waits = !["look", "note"].includes(act);
    if (waits && pending) return;
    const answered = () => { clearTimeout(pending); clearTimeout(slow); pending = 0; };
    if (waits) {
      slow = setTimeout(() => { main.querySelector(".c-file").textContent = "waiting for Python …"; }, SLOW);
      pending = setTimeout(() => {
        answered();
        silent = "The last key is not saved: there is no answer from Python. If it is busy, wait for the cell that runs. "
          + `If it was restarted, run this cell again: ${state().file} has everything up to here.`;
        tell();
      }, SECONDS * 1000);
    }
    try {
      model.send({ do: act, serial: state().serial, ...more });
    } catch (error) {
      answered();
      silent = `The last key is not saved (${error.message}). Run this cell again: ${state().file} has everything up to here.`;
      tell();
    }
  }

  function saveNote() {
    clearTimeout(typing);
    typing = 0;
    if (noteRow >= 0 && note.value !== note.dataset.saved) {
      note.dataset.saved = note.value;
      send("note", { text: note.value, row: noteRow });
    }
  }

  function tell() {
    const said = silent || state().problem;
    if (alarm.dataset.said === said) return;
    alarm.dataset.said = said;
    alarm.replaceChildren();
    if (!said) return;
    alarm.append(make("span", "", said), " ");
    if (state().problem) alarm.append(button("r", "Read the file again", () => send("reload")));
  }

  function say(text, unit) {
    live.replaceChildren(make("span", "", text));
    if (unit) live.append(make("span", "c-aloud", `: ${unit}`));
  }

  // --- what is seen ---------------------------------------------------------------------------------------------

  function drawHead(now) {
    const head = make("header", "c-head");
    const bar = make("progress");
    bar.max = now.n;
    bar.value = now.done;
    bar.setAttribute("aria-label", `${now.done} of ${now.n} units coded`);
    head.append(make("strong", "c-unit", `Unit ${now.at + 1} of ${now.n}`), bar);
    head.append(make("span", "c-done", `${now.done} coded${now.done === now.n ? ": that is all" : ""}`));
    head.append(make("span", "c-file", `saved in ${now.file}`));
    return head;
  }

  function drawPassage(now) {
    const box = make("div", "c-passage");
    box.tabIndex = 0;
    box.dataset.focus = "passage";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", `Unit ${now.at + 1}, with what stands around it`);
    const marked = new Set(code().marked || []);
    for (const part of now.passage) {
      const paragraph = make("p");
      let unit = null;
      for (const [text, look, word] of part) {
        if (look !== "unit") {
          unit = null;
          paragraph.append(make("span", `c-${look}`, text));
          continue;
        }
        if (!unit) {
          unit = make("mark", "c-what");
          paragraph.append(unit);
        }
        if (word === null) {
          unit.append(text);
          continue;
        }
        const piece = make("span", "c-word" + (marked.has(word) ? " is-marked" : ""), text);
        piece.dataset.word = word;
        unit.append(piece);
      }
      box.append(paragraph);
    }
    box.addEventListener("pointerdown", choose);
    box.addEventListener("pointermove", (event) => { if (event.buttons & 1) extend(event); });
    box.addEventListener("pointerup", (event) => {
      if (code().marked && wordAt(event) !== null) send("mark", { words: chosen() });
    });
    return box;
  }

  function drawCode(now, one, place) {
    const of = model.get("book")[one.name];
    const asked = place === now.code;
    const box = make("fieldset", "c-code" + (asked ? " is-asked" : ""));
    const legend = make("legend", "", one.name);
    if (now.codes.length > 1 && asked) legend.append(make("span", "c-asked", " ← asked now"));
    box.append(legend);
    if (of.definition) box.append(make("p", "c-definition", of.definition));
    const keys = make("div", "c-keys");
    if (of.kind === "values") {
      of.values.forEach((value, i) => {
        const key = i < 9 && asked ? String(i + 1) : "";
        const node = button(key, value.value, () => send("give", { code: place, value: value.value }), `${one.name} ${i}`);
        node.setAttribute("aria-pressed", one.given === value.value);
        if (value.definition) node.title = value.definition;
        keys.append(node);
      });
    } else if (of.kind === "number") {
      const label = make("label", "c-label", "a number, then Enter ");
      const input = make("input", "c-number");
      input.inputMode = "decimal";
      input.autocomplete = "off";
      input.value = one.done && one.given !== "cannot say" ? one.given : "";
      input.dataset.focus = `${one.name} number`;
      label.append(input);
      input.addEventListener("focus", () => { if (place !== state().code) send("choose", { code: place }); });
      keys.append(label, button("", "Give", () => send("give", { code: place, value: input.value }), `${one.name} give`));
    } else {
      keys.append(button(asked ? "1" : "", "mark the chosen words", () => {
        if (place === state().code) send("mark", { words: chosen() });
        else send("choose", { code: place });
      }, `${one.name} mark`));
      const none = button(asked ? "0" : "", "none here", () => send("give", { code: place, value: "none" }), `${one.name} none`);
      none.setAttribute("aria-pressed", one.given === "none");
      keys.append(none);
    }
    const unable = button(asked ? "x" : "", "cannot say", () => send("give", { code: place, value: "cannot say" }), `${one.name} x`);
    unable.setAttribute("aria-pressed", one.given === "cannot say");
    keys.append(unable);
    box.append(keys);
    if (of.kind === "spans") {
      const told = one.marks.length ? `Marked: ${one.marks.join(" · ")}` : asked
        ? "Choose words with ← and → (Shift for several), or draw over them with the pointer. Enter goes on." : "";
      box.append(make("p", "c-definition", told));
    }
    if (one.given && !one.done) box.append(make("p", "c-odd", `The file has “${one.given}”, which is none of its values.`));
    for (const other of one.opinions) {
      const line = make("p", "c-opinion");
      line.append(make("strong", "", other.coder), `: ${other.value || "nothing"}${other.note ? ` (${other.note})` : ""}`);
      box.append(line);
    }
    const more = drawMeaning(of);
    if (more) box.append(more);
    return box;
  }

  function drawMeaning(of) {
    const lines = [];
    const add = (name, said) => { if (said) lines.push([name, said]); };
    add("not when", of.not_when);
    add("examples", of.examples);
    for (const value of of.values) {
      add(value.value, value.definition);
      add(`${value.value}, not when`, value.not_when);
      add(`${value.value}, examples`, value.examples);
    }
    if (!lines.length) return null;
    const box = make("details", "c-meaning");
    const summary = make("summary", "", "What it means");
    summary.dataset.focus = "meaning";
    box.append(summary);
    box.open = root.dataset.book === "open";
    box.addEventListener("toggle", () => { root.dataset.book = box.open ? "open" : ""; });
    const list = make("dl");
    for (const [name, said] of lines) list.append(make("dt", "", name), make("dd", "", said));
    box.append(list);
    return box;
  }

  function drawTools(now) {
    const tools = make("div", "c-tools");
    tools.append(
      button("b", "back", () => send("go", { to: now.at - 1 })),
      button("f", "forward", () => send("go", { to: now.at + 1 })),
      button("Enter", "to the next that is not coded", () => send("on")),
      button("u", "undo", () => send("undo")),
      button("n", "note", () => note.focus()),
      button("c", "codebook", toggleBook),
    );
    return tools;
  }

  function drawNote(now) {
    const label = make("label", "c-label", "Note on this unit (Esc: back to the keys)");
    label.append(note);
    if (noteRow !== now.row) {
      note.value = now.note;
      note.dataset.saved = now.note;
      noteRow = now.row;
    } else if (document.activeElement !== note && !typing) {
      note.value = now.note;
      note.dataset.saved = now.note;
    }
    return label;
  }

  function draw() {
    const now = state();
    const held = root.contains(document.activeElement) ? document.activeElement : null;
    const focus = held && (held.dataset.focus || (held === note ? "note" : "root"));
    if (typing && noteRow !== now.row) saveNote();
    clearTimeout(pending);
    clearTimeout(slow);
    pending = 0;
    silent = "";
    tell();
    root.setAttribute("aria-label", `Coding by hand, ${now.file}`);
    if (!now.n) {
      main.replaceChildren(make("p", "c-nothing", `There is nothing to decide. ${now.file} has all codes.`));
      return;
    }
    const stays = main.dataset.at === `${now.row} ${now.code}`;
    const typed = stays && held && held.classList.contains("c-number") ? held.value : null;
    if (!stays) cursor = anchor = 0;
    main.dataset.at = `${now.row} ${now.code}`;
    const parts = [drawHead(now), make("p", "c-hint", "Click here, or press Tab until this frame is marked: then the keys work.")];
    for (const told of now.told) parts.push(make("p", "c-told", `${now.file} ${told}.`));
    parts.push(drawPassage(now));
    if (now.shown.length) {
      const list = make("dl", "c-shown");
      for (const [name, said] of now.shown) list.append(make("dt", "", name), make("dd", "", said || "–"));
      parts.push(list);
    }
    const codes = make("div", "c-codes");
    now.codes.forEach((one, place) => codes.append(drawCode(now, one, place)));
    parts.push(codes, drawTools(now), drawNote(now));
    main.replaceChildren(...parts);
    if (focus) refocus(focus, typed);
    showChosen(false);
    const unit = now.passage.flat().filter((piece) => piece[1] === "unit").map((piece) => piece[0]).join("");
    const moved = aloud !== `${now.row}`;
    if (held && moved) parts[0].scrollIntoView({ block: "nearest" });
    aloud = `${now.row}`;
    if (held) say(now.said, moved && unit.length < READ_ALOUD ? unit : "");
  }

  function refocus(focus, typed) {
    if (focus === "note") return note.focus();
    const number = main.querySelector(".c-code.is-asked .c-number");
    if (number) {
      number.focus({ preventScroll: true });
      if (typed === null) return number.select();
      number.value = typed; // an answer that comes while a number is typed does not take it away
      return;
    }
    const same = [...main.querySelectorAll("[data-focus]")].find((node) => node.dataset.focus === focus);
    (same && !focus.endsWith(" number") ? same : root).focus({ preventScroll: true });
  }

  function toggleBook() {
    root.dataset.book = root.dataset.book === "open" ? "" : "open";
    for (const box of main.querySelectorAll("details")) box.open = root.dataset.book === "open";
  }

  // --- words ------------------------------------------------------------------------------------------------------

  const words = () => [...main.querySelectorAll(".c-word")];
  const chosen = () => [Math.min(anchor, cursor), Math.max(anchor, cursor)];

  function wordAt(event) {
    const node = document.elementFromPoint(event.clientX, event.clientY);
    const word = node && node.closest && node.closest(".c-word");
    return word && root.contains(word) ? Number(word.dataset.word) : null;
  }

  function choose(event) {
    const word = wordAt(event);
    if (word === null || !code().marked) return;
    event.preventDefault();
    root.focus({ preventScroll: true });
    anchor = cursor = word;
    showChosen(false);
  }

  function extend(event) {
    const word = wordAt(event);
    if (word === null || !code().marked) return;
    cursor = word;
    showChosen(false);
  }

  function step(by, further) {
    cursor = Math.min(Math.max(cursor + by, 0), words().length - 1);
    if (!further) anchor = cursor;
    showChosen(true);
  }

  function showChosen(aloud) {
    const [first, last] = chosen();
    const said = [];
    words().forEach((node, i) => {
      const is = i >= first && i <= last;
      node.classList.toggle("is-chosen", is);
      if (is) said.push(node.textContent);
    });
    if (aloud) say(said.join(" "));
  }

  // --- keys -------------------------------------------------------------------------------------------------------

  const KEYS = {
    x: () => send("give", { code: state().code, value: "cannot say" }),
    u: () => send("undo"),
    b: () => send("go", { to: state().at - 1 }),
    f: () => send("go", { to: state().at + 1 }),
    n: () => note.focus(),
    c: toggleBook,
    r: () => { if (state().problem) send("reload"); },
    Enter: () => send("on"),
  };

  function keyOf(event) {
    const of = book();
    if (of.kind === "values" && /^[1-9]$/.test(event.key)) {
      const value = of.values[Number(event.key) - 1];
      return value && (() => send("give", { code: state().code, value: value.value }));
    }
    if (of.kind === "spans") {
      if (event.key === "1" || event.key === " ") return () => send("mark", { words: chosen() });
      if (event.key === "0") return () => send("give", { code: state().code, value: "none" });
      if (event.key === "ArrowLeft") return () => step(-1, event.shiftKey);
      if (event.key === "ArrowRight") return () => step(1, event.shiftKey);
    }
    if (of.kind === "number" && /^[\d.,-]$/.test(event.key)) {
      return () => {
        const input = main.querySelector(".c-code.is-asked .c-number");
        input.value = event.key;
        input.focus();
      };
    }
    if (event.key === "ArrowLeft") return KEYS.b;
    if (event.key === "ArrowRight") return KEYS.f;
    if (event.key === "ArrowUp" && state().codes.length > 1) return () => send("choose", { code: Math.max(state().code - 1, 0) });
    if (event.key === "ArrowDown" && state().codes.length > 1) return () => send("choose", { code: Math.min(state().code + 1, state().codes.length - 1) });
    return KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  }

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key === "Tab") return;
    const target = event.target;
    if (target === note) {
      if (event.key === "Escape") { saveNote(); root.focus(); event.preventDefault(); }
      event.stopPropagation();
      return;
    }
    if (!state().n) return;
    event.stopPropagation();
    const pressed = target.closest("button, summary") && (event.key === "Enter" || event.key === " ");
    if (pressed) return; // the button does what it says
    if (target.classList.contains("c-number")) {
      if (event.key === "Enter") {
        event.preventDefault();
        const given = target.value.trim().replace(",", ".");
        if (given) send("give", { code: state().code, value: given }); else send("on");
        return;
      }
      if (!/^[a-z]$/i.test(event.key)) return;
    }
    if (target.classList.contains("c-passage") && /^(Arrow(Up|Down)|Page|Home|End| $)/.test(event.key) && book().kind !== "spans") return;
    const act = keyOf(event);
    if (!act) return;
    event.preventDefault();
    if (event.repeat && !event.key.startsWith("Arrow")) return; // a key that is held down is one code
    act();
  });
  note.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(saveNote, 300); });
  note.addEventListener("blur", saveNote);
  root.addEventListener("focusin", (event) => { if (!root.contains(event.relatedTarget)) send("look"); });
  root.addEventListener("mousedown", (event) => {
    if (!event.target.closest("button, textarea, input, summary, .c-passage")) root.focus({ preventScroll: true });
  });

  model.on("change:state", draw);
  draw();
  return () => { saveNote(); model.off("change:state", draw); };
}

export default { render };
