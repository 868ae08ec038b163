// Coding by hand: draws what there is to do, and tells `Work` what the coder does. It asks for nothing from anywhere, and
// writes texts as text.

const READ_ALOUD = 600; // letters of a unit that a screen reader is given with its number
const ROOM = 16; // pixels that are left free around what is always in view

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

function draw_coder(work, el) {
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
  // What was coded, for those who open the notebook without Python, is not shown beside what is coded now.
  el.append(make("style", "", `.discourse-coded.for-${work.model.get("key")} { display: none; }`), root);

  let aloud = "";
  let cursor = 0, anchor = 0; // the words that are chosen, to be marked
  let typing = 0;
  let noteRow = -1;

  const asked = () => work.names[work.code];
  const book = () => work.book;
  const marks = () => (book().kind === "spans" ? work.cell(work.row, asked()).marks || [] : null);

  function saveNote() {
    clearTimeout(typing);
    typing = 0;
    if (noteRow >= 0) work.note(noteRow, note.value);
  }

  function tell() {
    const said = work.problem || work.trouble || work.refused;
    const kept = work.problem && work.waiting.length
      ? ` ${work.waiting.length === 1 ? "1 answer waits" : `${work.waiting.length} answers wait`} here, not saved.` : "";
    if (alarm.dataset.said === said + kept) return;
    alarm.dataset.said = said + kept;
    alarm.replaceChildren();
    if (!said) return;
    alarm.append(make("span", "", said + kept), " ");
    if (work.problem) alarm.append(button("r", "Read the file again", () => work.send({ do: "reload" })));
  }

  function say(text, unit) {
    if (!unit && live.dataset.said === text) return; // nobody is told twice
    live.dataset.said = text;
    live.replaceChildren(make("span", "", text));
    if (unit) live.append(make("span", "c-aloud", `: ${unit}`));
  }

  // --- what is seen ---------------------------------------------------------------------------------------------

  function drawHead() {
    const n = work.rows.length;
    const head = make("header", "c-head");
    const bar = make("progress");
    bar.max = n;
    bar.value = work.done;
    bar.setAttribute("aria-label", `${work.done} of ${n} units coded`);
    head.append(make("strong", "c-unit", work.where()), bar);
    head.append(make("span", "c-done", `${work.done} coded${work.done === n ? ": that is all" : ""}`));
    head.append(make("span", "c-file", work.saving));
    return head;
  }

  function drawPassage() {
    const box = make("div", "c-passage");
    box.tabIndex = 0;
    box.dataset.focus = "passage";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", `Unit ${work.at + 1}, with what stands around it`);
    if (!work.unit) box.append(make("p", "c-context", "This unit is on its way from Python …"));
    const there = marks();
    const isMarked = ([start, end]) => there.some(([low, high]) => low < end && start < high);
    for (const part of work.unit?.passage || []) {
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
        if (word === null || !there) {
          unit.append(text);
          continue;
        }
        const piece = make("span", "c-word" + (isMarked(work.unit.words[word]) ? " is-marked" : ""), text);
        piece.dataset.word = word;
        unit.append(piece);
      }
      box.append(paragraph);
    }
    box.addEventListener("pointerdown", choose);
    box.addEventListener("pointermove", (event) => { if (event.buttons & 1) extend(event); });
    box.addEventListener("pointerup", (event) => { if (marks() && wordAt(event) !== null) work.mark(...chosen()); });
    return box;
  }

  function drawCode(name, place) {
    const of = work.model.get("book")[name];
    const cell = work.cell(work.row, name);
    const isAsked = place === work.code;
    const give = (value) => { work.code = place; work.give(value); };
    const box = make("fieldset", "c-code" + (isAsked ? " is-asked" : ""));
    const legend = make("legend", "", name);
    if (work.names.length > 1 && isAsked) legend.append(make("span", "c-asked", " ← asked now"));
    box.append(legend);
    if (isAsked && of.definition) box.append(make("p", "c-definition", of.definition));
    if (isAsked && of.not_when) box.append(make("p", "c-definition", `Not when: ${of.not_when}`));
    const keys = make("div", "c-keys");
    if (of.kind === "values") {
      of.values.forEach((value, i) => {
        const key = i < 9 && isAsked ? String(i + 1) : "";
        const node = button(key, value.value, () => give(value.value), `${name} ${i}`);
        node.setAttribute("aria-pressed", cell.given === value.value);
        if (value.definition) node.title = value.definition;
        keys.append(node);
      });
    } else if (of.kind === "number") {
      const label = make("label", "c-label", "a number, then Enter ");
      const input = make("input", "c-number");
      input.inputMode = "decimal";
      input.autocomplete = "off";
      input.value = cell.done && cell.given !== CANNOT_SAY ? cell.given : "";
      input.dataset.focus = `${name} number`;
      label.append(input);
      input.addEventListener("focus", () => { if (place !== work.code) work.choose(place); });
      keys.append(label, button("", "Save the number", () => give(number(input.value)), `${name} save`));
    } else {
      keys.append(button(isAsked ? "1" : "", "mark the chosen words", () => {
        if (place === work.code) work.mark(...chosen());
        else work.choose(place);
      }, `${name} mark`));
      const none = button(isAsked ? "0" : "", "none here", () => give("none"), `${name} none`);
      none.setAttribute("aria-pressed", cell.given === "none");
      keys.append(none);
    }
    const unable = button(isAsked ? "x" : "", "cannot say", () => give(CANNOT_SAY), `${name} x`);
    unable.setAttribute("aria-pressed", cell.given === CANNOT_SAY);
    keys.append(unable);
    box.append(keys);
    if (of.kind === "spans") {
      const texts = work.unit ? (cell.marks || []).map(([start, end]) => work.words(start, end)) : [];
      const told = texts.length ? `Marked: ${texts.join(" · ")}` : isAsked
        ? "Choose words with ← and → (Shift for several), or draw over them with the pointer. Enter goes on." : "";
      box.append(make("p", "c-definition", told));
    }
    if (cell.given && !cell.done) box.append(make("p", "c-odd", `The file has “${cell.given}”, which is none of its values.`));
    for (const other of work.unit?.opinions[name] || []) {
      const line = make("p", "c-opinion");
      line.append(make("strong", "", other.coder), `: ${other.value || "nothing"}${other.note ? ` (${other.note})` : ""}`);
      box.append(line);
    }
    if (isAsked) box.append(...drawMeaning(of));
    return box;
  }

  /** What the codebook says of the values, in sight; and examples, where they are asked for. */
  function drawMeaning(of) {
    const [meant, more] = [[], []];
    const add = (lines, name, said) => { if (said) lines.push([name, said]); };
    add(more, "examples", of.examples);
    for (const value of of.values) {
      add(meant, value.value, value.definition);
      add(meant, `${value.value}, not when`, value.not_when);
      add(more, `${value.value}, examples`, value.examples);
    }
    const list = (lines) => {
      const found = make("dl", "c-meaning");
      for (const [name, said] of lines) found.append(make("dt", "", name), make("dd", "", said));
      return found;
    };
    const parts = meant.length ? [list(meant)] : [];
    if (more.length) {
      const box = make("details");
      const summary = make("summary", "", "Examples");
      summary.dataset.focus = "meaning";
      box.append(summary, list(more));
      box.open = root.dataset.book === "open";
      box.addEventListener("toggle", () => { root.dataset.book = box.open ? "open" : ""; });
      parts.push(box);
    }
    return parts;
  }

  function drawTools() {
    const tools = make("div", "c-tools");
    const label = make("label", "c-label");
    const input = make("input", "c-goto");
    input.inputMode = "numeric";
    input.autocomplete = "off";
    input.dataset.focus = "go to";
    input.setAttribute("aria-keyshortcuts", "g");
    const key = make("kbd", "", "g");
    key.setAttribute("aria-hidden", "true");
    label.append(key, " go to unit ", input);
    tools.append(
      button("b", "back", () => work.go(work.at - 1)),
      button("f", "forward", () => work.go(work.at + 1)),
      button("Enter", "to the next that is not coded", () => work.goOn()),
      label,
      button("u", "undo", () => work.undo()),
      button("n", "note", () => note.focus()),
    );
    if (main.querySelector("details")) tools.append(button("c", "examples", toggleBook));
    return tools;
  }

  function drawNote() {
    const label = make("label", "c-label", "Note on this unit (Esc: back to the keys)");
    label.append(note);
    if (noteRow !== work.row || (document.activeElement !== note && !typing)) note.value = work.cell(work.row, "note").given;
    noteRow = work.row;
    return label;
  }

  function draw(whole = true) {
    const file = main.querySelector(".c-file");
    if (!whole && file) { // what is shown is as it was, but that it is saved by now
      file.textContent = work.saving;
      return tell();
    }
    const held = root.contains(document.activeElement) ? document.activeElement : null;
    const focus = held && (held.dataset.focus || (held === note ? "note" : "root"));
    if (typing && noteRow !== work.row) saveNote();
    tell();
    root.setAttribute("aria-label", `Coding by hand, ${work.file}`);
    const told = [...work.told.map((one) => `${work.file} ${one}.`), ...work.about].map((one) => make("p", "c-told", one));
    if (!work.rows.length) {
      main.replaceChildren(...told, make("p", "c-nothing", "There is nothing to decide."));
      return;
    }
    const stays = main.dataset.at === `${work.row} ${work.code}`;
    const typed = held && /c-(number|goto)/.test(held.className) ? [held.value, held.selectionStart] : null;
    if (!stays) cursor = anchor = 0;
    main.dataset.at = `${work.row} ${work.code}`;
    const desk = make("div", "c-desk");
    const codes = make("div", "c-codes");
    const hint = make("p", "c-hint", "Click here, or press Tab until this frame is marked: then the keys work.");
    const read = make("div", "c-read");
    read.append(hint, ...told, drawPassage());
    if (work.unit?.shown.length) {
      const list = make("dl", "c-shown");
      for (const [name, said] of work.unit.shown) list.append(make("dt", "", name), make("dd", "", said || "–"));
      read.append(list);
    }
    work.names.forEach((name, place) => codes.append(drawCode(name, place)));
    desk.append(drawHead(), read, codes);
    main.replaceChildren(desk);
    main.append(drawTools(), drawNote());
    if (focus) refocus(focus, stays ? typed : null);
    showChosen(false);
    fit(desk, codes);
    const unit = (work.unit?.passage || []).flat().filter((piece) => piece[1] === "unit").map((piece) => piece[0]).join("");
    const moved = aloud !== `${work.row}`;
    if (held && moved) keepInView(desk);
    aloud = `${work.row}`;
    if (held) say(work.said, moved && unit.length < READ_ALOUD ? unit : "");
  }

  // --- in view ----------------------------------------------------------------------------------------------------

  /** What the frame stands in, and can be moved out of sight in. */
  function scroller() {
    const notebook = el.closest(".jp-WindowedPanel-outer");
    if (notebook) return notebook;
    let node = el.parentElement;
    while (node && !(/auto|scroll/.test(getComputedStyle(node).overflowY) && node.scrollHeight > node.clientHeight + 1)) node = node.parentElement;
    return node;
  }

  /** Text, question and keys are in view together, however large the letters: a long text is scrolled in its own box. */
  function fit(desk, codes) {
    const node = scroller();
    const room = Math.min(node ? node.clientHeight : window.innerHeight, window.innerHeight) - ROOM;
    if (room < 10 * ROOM) return;
    desk.style.maxHeight = `${room}px`;
    codes.style.maxHeight = `${Math.round(room * 0.62)}px`;
    const asked = codes.querySelector(".is-asked");
    if (asked) codes.scrollTop = asked.offsetTop - codes.offsetTop;
    const unit = desk.querySelector(".c-what");
    const box = desk.querySelector(".c-read");
    if (unit && box.scrollHeight > box.clientHeight) {
      const over = unit.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom;
      const most = unit.getBoundingClientRect().top - box.getBoundingClientRect().top;
      box.scrollTop += Math.max(0, Math.min(over + ROOM, most - ROOM));
    }
  }

  function keepInView(desk) {
    const node = scroller();
    const [top, bottom] = node ? [node.getBoundingClientRect().top, node.getBoundingClientRect().bottom] : [0, window.innerHeight];
    const place = desk.getBoundingClientRect();
    if (place.top < top || place.bottom > bottom) desk.scrollIntoView({ block: place.top < top ? "start" : "end" });
  }

  const resized = () => {
    const desk = main.querySelector(".c-desk");
    if (desk) fit(desk, desk.querySelector(".c-codes"));
  };
  window.addEventListener("resize", resized);

  function refocus(focus, typed) {
    if (focus === "note") return note.focus();
    const same = [...main.querySelectorAll("[data-focus]")].find((node) => node.dataset.focus === focus);
    if (typed && same) {
      same.focus({ preventScroll: true });
      [same.value] = typed; // what comes from Python while somebody types takes nothing away
      return same.setSelectionRange(typed[1], typed[1]);
    }
    const isField = focus.endsWith(" number") || focus === "go to";
    (same && !isField ? same : root).focus({ preventScroll: true });
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
    if (word === null || !marks()) return;
    event.preventDefault();
    root.focus({ preventScroll: true });
    anchor = cursor = word;
    showChosen(false);
  }

  function extend(event) {
    const word = wordAt(event);
    if (word === null || !marks()) return;
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
    x: () => work.give(CANNOT_SAY),
    u: () => work.undo(),
    b: () => work.go(work.at - 1),
    f: () => work.go(work.at + 1),
    g: () => main.querySelector(".c-goto").focus(),
    n: () => note.focus(),
    c: toggleBook,
    r: () => { if (work.problem) work.send({ do: "reload" }); },
    Enter: () => work.goOn(),
    Escape: leave,
  };

  const number = (typed) => typed.trim().replace(",", ".");

  function keyOf(event) {
    const of = book();
    if (of.kind === "values" && /^[1-9]$/.test(event.key)) {
      const value = of.values[Number(event.key) - 1];
      return value && (() => work.give(value.value));
    }
    if (of.kind === "spans") {
      if (event.key === "1" || event.key === " ") return () => work.mark(...chosen());
      if (event.key === "0") return () => work.give("none");
      if (event.key === "ArrowLeft") return () => step(-1, event.shiftKey);
      if (event.key === "ArrowRight") return () => step(1, event.shiftKey);
    }
    if (of.kind === "number" && /^[\d.,-]$/.test(event.key)) {
      return () => {
        const input = main.querySelector(".c-code.is-asked .c-number");
        input.value = event.key;
        input.focus();
        input.setSelectionRange(1, 1);
      };
    }
    if (event.key === "ArrowLeft") return KEYS.b;
    if (event.key === "ArrowRight") return KEYS.f;
    if (event.key === "ArrowUp" && work.names.length > 1) return () => work.choose(work.code - 1);
    if (event.key === "ArrowDown" && work.names.length > 1) return () => work.choose(work.code + 1);
    return KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  }

  /** Out of the frame, to what it stands in. */
  function leave() {
    const around = el.closest(".jp-Notebook, [tabindex]");
    if (around) around.focus({ preventScroll: true });
    if (root.contains(document.activeElement)) document.activeElement.blur();
  }

  /** Keys in a field: Enter takes what is typed, Esc leads back to the frame; true where nothing is left to do. */
  function typedIn(target, event) {
    if (event.key === "Escape") {
      if (target === note) saveNote();
      root.focus({ preventScroll: true });
      say("The keys work again");
    } else if (target === note || event.key !== "Enter") {
      return target === note || !/^[a-z]$/i.test(event.key);
    } else if (target.classList.contains("c-goto")) {
      root.focus({ preventScroll: true });
      work.goTo(target.value.trim());
    } else {
      const given = number(target.value);
      root.focus({ preventScroll: true });
      if (given) work.give(given); else work.goOn();
    }
    event.preventDefault();
    return true;
  }

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key === "Tab") return;
    const target = event.target;
    if (!work.rows.length) return;
    event.stopPropagation();
    if (event.key === "Enter" && event.shiftKey && target !== note) { // runs a cell in a notebook: here it leads there
      event.preventDefault();
      return leave();
    }
    if (target.closest("button, summary") && (event.key === "Enter" || event.key === " ")) return; // it does what it says
    if (target.matches("input, textarea") && typedIn(target, event)) return;
    if (target.classList.contains("c-passage") && /^(Arrow(Up|Down)|Page|Home|End| $)/.test(event.key) && book().kind !== "spans") return;
    const act = keyOf(event);
    if (!act) return;
    event.preventDefault();
    if (event.repeat && !event.key.startsWith("Arrow")) return; // a key that is held down is one code
    act();
  });
  note.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(saveNote, 300); });
  note.addEventListener("blur", saveNote);
  root.addEventListener("focusin", (event) => { if (!root.contains(event.relatedTarget)) work.send({ do: "look" }); });
  root.addEventListener("mousedown", (event) => {
    if (!event.target.closest("button, textarea, input, label, summary, .c-passage")) root.focus({ preventScroll: true });
  });

  work.views.add(draw);
  draw();
  return () => {
    saveNote();
    work.views.delete(draw);
    window.removeEventListener("resize", resized);
  };
}

export default () => {
  let work = null;
  return {
    initialize({ model }) {
      work = new Work(model);
      return () => work.end();
    },
    render({ el }) {
      return draw_coder(work, el);
    },
  };
};
