// What a coder works on: units, codes, and answers on their way to the file. It is all here, so that nobody waits for
// Python. Each answer names its unit and what was seen in it; it stays until Python says that it is saved, over a reload
// of the page and a restart of Python, too (`discourse.coding._coder` writes it).

const BUSY = 3000; // milliseconds without an answer, until the coder is told
const AGAIN = 15000; // ... until what is not answered is sent once more
const PAUSE = 200; // ... between two messages with units
const IDLE = 1000; // ... until what is seen without Python is brought up to date
const CANNOT_SAY = "cannot say";
const EMPTY = { given: "", done: false, marks: [] };

class Work {
  constructor(model) {
    this.model = model;
    this.store = `discourse-coding-${model.get("key")}`;
    this.names = model.get("codes");
    this.units = {};
    this.views = new Set();
    this.waiting = this.restore();
    this.undone = []; // what undo puts back: row, name, cell
    this.said = this.refused = "";
    this.problem = this.trouble = "";
    this.gone = this.retired = false;
    this.busyAt = 0;
    this.read(model.get("state"));
    this.begin();
    this.take(model.get("units"));
    model.on("msg:custom", (said) => this.hear(said));
    model.on("comm_live_update", () => { this.gone = true; this.watch(); });
    // A frame of the same file that is drawn later, as when the cell is run again, takes over what waits.
    window.dispatchEvent(new CustomEvent("discourse-coding", { detail: this }));
    this.listen = (event) => { if (event.detail.store === this.store && event.detail !== this) this.retire(); };
    window.addEventListener("discourse-coding", this.listen);
    this.leave = (event) => { if (this.waiting.length && !this.retired) event.preventDefault(); };
    window.addEventListener("beforeunload", this.leave);
    this.post(this.waiting);
  }

  end() {
    clearInterval(this.timer);
    window.removeEventListener("discourse-coding", this.listen);
    window.removeEventListener("beforeunload", this.leave);
  }

  retire() {
    this.retired = true;
    this.trouble = `${this.file} is coded in another frame of this page. Go on there, or run this cell again.`;
    clearInterval(this.timer);
    this.changed();
  }

  // --- to and from Python ---------------------------------------------------------------------------------------

  send(message) {
    try {
      this.model.send(message);
      return true;
    } catch (error) {
      this.gone = true;
      return false;
    }
  }

  post(answers) {
    if (!answers.length) return;
    const now = Date.now();
    for (const answer of answers) answer.sent = now;
    this.send({ do: "give", answers: answers.map(({ id, row, name, cell, before, again }) => (
      { id, row, name, value: wire(cell), before: wire(before), again })) });
    if (!this.timer) this.timer = setInterval(() => this.watch(), 500);
    this.watch();
  }

  hear(said) {
    this.gone = false;
    this.problem = said.problem || "";
    if (said.units) this.take(said.units);
    for (const { id, why } of said.results || []) {
      const answer = this.waiting.find((one) => one.id === id);
      if (!answer) continue;
      this.waiting = this.waiting.filter((one) => one !== answer);
      if (why) this.refused = `Unit ${this.rows.indexOf(answer.row) + 1}: ${why}. `;
      else this.keep(answer);
    }
    this.persist();
    if (said.state) {
      this.read(said.state);
      this.begin();
      this.said = `${this.file} was read again. ${this.where()}`;
      this.undone = [];
      if (!this.problem) this.post(this.waiting);
    }
    this.watch();
    clearTimeout(this.idle);
    if (said.results && !this.waiting.length) this.idle = setTimeout(() => this.send({ do: "show" }), IDLE);
    this.changed(Boolean(said.units || said.state || this.refused));
  }

  read(state) {
    this.file = state.file;
    this.rows = state.rows || [];
    this.told = state.told || [];
    this.about = state.about || [];
    this.problem = state.problem || "";
    this.cells = structuredClone(state.cells || {});
  }

  keep({ row, name, cell }) {
    (this.cells[row] ??= {})[name] = cell;
  }

  /** Units that have come; others are asked for, from the one that is shown on. */
  take(units) {
    Object.assign(this.units, units);
    const n = this.rows.length;
    for (let i = 0; i < n; i += 1) {
      const at = (this.at + i) % n;
      if (this.units[at]) continue;
      setTimeout(() => this.send({ do: "units", first: at }), PAUSE);
      return;
    }
  }

  /** Look at what waits for Python: say so if that takes long, and send it again if it may be lost. */
  watch() {
    if (this.retired) return;
    const before = this.trouble;
    if (this.kernel() === "busy") this.busyAt = Date.now();
    this.trouble = this.problem ? "" : this.findTrouble();
    if (!this.waiting.length) {
      clearInterval(this.timer);
      this.timer = 0;
    } else if (!this.problem && this.kernel() !== "busy" && Date.now() - this.waiting[0].sent > AGAIN) {
      this.post(this.waiting);
    }
    if (this.trouble !== before) this.changed(false);
  }

  kernel() {
    return this.model.widget_manager?.kernel?.status || "";
  }

  findTrouble() {
    const n = this.waiting.length;
    const many = n === 1 ? "1 answer is" : `${n} answers are`;
    const kept = n ? `${many} not saved yet and kept in this tab: do not close it. ` : "";
    const dead = ["dead", "restarting", "autorestarting", "terminating"].includes(this.kernel());
    const late = n && Date.now() - this.waiting[0].since > BUSY;
    const isFree = late && Date.now() - this.busyAt > BUSY; // between two cells it is free for a moment
    if (late && this.kernel() && !isFree && !dead) return `Python is busy. ${kept}You can go on: they are saved when it is free.`;
    if (late && !this.kernel()) {
      return `Python does not answer. ${kept}If it is busy, wait; if it was restarted, run this cell again: then they are saved.`;
    }
    this.gone = this.gone || dead || isFree;
    return this.gone ? `Python is gone, or was restarted. ${kept}Run this cell again${n ? ": then they are saved" : " to go on"}.` : "";
  }

  restore() {
    try {
      return JSON.parse(sessionStorage.getItem(this.store) || "[]").map((one) => ({ ...one, since: Date.now() }));
    } catch (error) {
      return [];
    }
  }

  persist() {
    try {
      if (this.waiting.length) sessionStorage.setItem(this.store, JSON.stringify(this.waiting));
      else sessionStorage.removeItem(this.store);
    } catch (error) { /* without a store, the page alone has them */ }
  }

  changed(whole = true) {
    for (const draw of this.views) draw(whole);
  }

  // --- what is there ----------------------------------------------------------------------------------------------

  get row() { return this.rows[this.at]; }

  get book() { return this.model.get("book")[this.names[this.code]]; }

  get unit() { return this.units[this.at]; }

  /** A cell as the coder has left it, saved or not. */
  cell(row, name) {
    const last = this.waiting.findLast((one) => one.row === row && one.name === name);
    return last ? last.cell : (this.cells[row] || {})[name] || EMPTY;
  }

  isDone(at) {
    return this.names.every((name) => this.cell(this.rows[at], name).done);
  }

  get done() {
    return this.rows.filter((_, at) => this.isDone(at)).length;
  }

  where() {
    return `Unit ${this.at + 1} of ${this.rows.length}`;
  }

  get saving() {
    if (!this.waiting.length) return `saved in ${this.file}`;
    return this.problem || this.trouble ? `${this.waiting.length} not saved` : "saving …";
  }

  // --- what a coder does ------------------------------------------------------------------------------------------

  /** Begin with the first unit that is not coded. */
  begin() {
    const first = this.rows.findIndex((_, at) => !this.isDone(at));
    this.at = first >= 0 ? first : Math.max(this.rows.length - 1, 0);
    this.code = this.firstCode();
  }

  firstCode() {
    const first = this.names.findIndex((name) => !this.cell(this.row, name).done);
    return Math.max(first, 0);
  }

  /** Put an answer on its way. */
  answer(row, name, cell, again = false) {
    if (this.problem || this.retired) { // until the coder has put it right; where Python is gone, answers wait
      this.said = "Not taken: see above";
      this.changed();
      return false;
    }
    const answer = { id: crypto.randomUUID?.() || `${Date.now()} ${Math.random()}`, row, name, cell, before: this.cell(row, name), again, since: Date.now() };
    if (JSON.stringify(wire(answer.before)) === JSON.stringify(wire(cell))) return true;
    this.refused = "";
    const last = this.undone[this.undone.length - 1];
    const typing = name === "note" && last && last.name === name && last.row === row;
    if (!again && !typing) this.undone.push({ row, name, cell: answer.before });
    this.waiting.push(answer);
    this.persist();
    this.post([answer]);
    return true;
  }

  give(value) {
    const name = this.names[this.code];
    const fits = value === CANNOT_SAY || this.book.kind !== "number" || (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(value) && Number.isFinite(Number(value)));
    if (!fits) this.said = `${value || "nothing"} is no number`;
    else if (this.answer(this.row, name, { given: value, done: true, marks: [] })) this.goOn(`${name}: ${value}. `);
    this.changed();
  }

  /** Mark the words from the first to the last, or unmark them if they are marked. */
  mark(first, last) {
    const words = this.unit?.words || [];
    if (!words[first] || !words[last]) return;
    const [start, end] = [words[first][0], words[last][1]];
    const marks = this.cell(this.row, this.names[this.code]).marks || [];
    const kept = marks.filter(([low, high]) => high <= start || low >= end);
    const held = marks.some(([low, high]) => low <= start && end <= high);
    const now = held ? kept : [...kept, [start, end]].sort((one, other) => one[0] - other[0]);
    const cell = { given: "", done: now.length > 0, marks: now };
    if (this.answer(this.row, this.names[this.code], cell)) this.said = `${this.words(start, end)}: ${held ? "no longer " : ""}marked`;
    this.changed();
  }

  /** The words of the unit between two places. */
  words(start, end) {
    const inside = this.unit.words.map(([low, high]) => low < end && start < high);
    const pieces = this.unit.passage.flat().filter((piece) => piece[1] === "unit");
    const first = pieces.findIndex((piece) => inside[piece[2]]);
    const last = pieces.findLastIndex((piece) => inside[piece[2]]);
    return pieces.slice(first, last + 1).map((piece) => piece[0]).join("");
  }

  note(row, text) {
    if (this.answer(row, "note", { given: text, done: true, marks: [] })) this.said = "";
  }

  undo() {
    const last = this.undone.pop();
    if (!last) this.said = "There is nothing to undo";
    else if (this.answer(last.row, last.name, last.cell, true)) {
      this.at = this.rows.indexOf(last.row);
      this.code = this.names.includes(last.name) ? this.names.indexOf(last.name) : this.firstCode();
      this.said = `Undone. ${this.where()}`;
    } else this.undone.push(last);
    this.changed();
  }

  /** Go to what is to be coded next: a code of this unit, else the next unit that is not coded. */
  goOn(said = "") {
    const waiting = this.names.map((_, i) => i).filter((i) => !this.cell(this.row, this.names[i]).done);
    if (!said && waiting.includes(this.code)) {
      this.said = `${this.names[this.code]} is not given yet; f goes forward without it, g to any unit`;
    } else if (waiting.length) {
      this.code = waiting.find((i) => i > this.code) ?? waiting[0];
      this.said = `${said}Next: ${this.names[this.code]}`;
    } else {
      const n = this.rows.length;
      const order = Array.from({ length: n - 1 }, (_, i) => (this.at + 1 + i) % n);
      const next = order.find((at) => !this.isDone(at));
      if (next !== undefined) {
        this.at = next;
        this.code = this.firstCode();
      }
      this.said = said + (next === undefined ? "All units are coded" : this.where());
    }
    this.changed();
  }

  /** Show a unit, by its number from 0. */
  go(to) {
    this.at = Math.min(Math.max(to, 0), this.rows.length - 1);
    this.code = this.firstCode();
    this.said = this.where();
    this.changed();
  }

  /** Show a unit by the number that the coder has typed. */
  goTo(typed) {
    const number = Number(typed);
    if (Number.isInteger(number) && number >= 1 && number <= this.rows.length) return this.go(number - 1);
    this.said = `There is no unit ${typed || "without a number"}; type a number from 1 to ${this.rows.length}`;
    this.changed();
  }

  choose(code) {
    this.code = Math.min(Math.max(code, 0), this.names.length - 1);
    this.said = `${this.names[this.code]} is asked for`;
    this.changed();
  }
}

/** A cell as it is sent: its marks as places, anything else as text. */
function wire(cell) {
  return cell.marks && cell.marks.length ? cell.marks : cell.given;
}

