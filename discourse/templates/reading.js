"use strict";
// What is read behind a number: sentences with their spans marked, a page at a time. The report and the explorer draw
// them with this. Texts are set as text, never as HTML.

const count = (n, noun) => n.toLocaleString("en-US") + " " + noun + (n === 1 ? "" : "s");
const make = (tag, props = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children);
  return node;
};

const held = document.createElement("textarea"); // where the clipboard asks for a page from a server
const copyText = (text) => navigator.clipboard ? navigator.clipboard.writeText(text) : new Promise((done, failed) => {
  held.value = text;
  document.body.append(held);
  held.select();
  (document.execCommand("copy") ? done : failed)();
  held.remove();
});

// --- paging: what both tables and sentences use ------------------------------------------------------------
function pager(place, label, size, draw, top) {
  let page = 0, n = 0;
  const said = make("span"), to = (p) => { page = p; show(); };
  const turn = (pressed, p) => {
    to(p);
    if (pressed.disabled) (pressed === back[0] || pressed === back[1] ? on : back)[0].focus(); // keep the keyboard's place
    if (top) top.scrollIntoView({ block: "nearest" });
  };
  const button = (text, p) => {
    const node = make("button", { type: "button", textContent: text });
    node.addEventListener("click", () => turn(node, p()));
    return node;
  };
  const last = () => Math.max(0, Math.ceil(n / size) - 1);
  const back = [button("First", () => 0), button("Previous", () => page - 1)];
  const on = [button("Next", () => page + 1), button("Last", last)];
  const nav = make("div", { className: "pager" }, ...back, ...on, said);
  said.setAttribute("aria-live", "polite");
  nav.setAttribute("role", "group");
  nav.setAttribute("aria-label", "Pages of " + label);
  place.append(nav);
  function show() {
    page = Math.min(Math.max(page, 0), last());
    const low = page * size, high = Math.min(n, low + size);
    back.forEach((b) => { b.disabled = page === 0; });
    on.forEach((b) => { b.disabled = page === last(); });
    nav.hidden = n <= size;
    said.textContent = `${(low + 1).toLocaleString("en-US")}–${high.toLocaleString("en-US")} of ${n.toLocaleString("en-US")}`;
    draw(low, high);
  }
  return (total) => { n = total; to(0); };
}

// --- sentences -----------------------------------------------------------------------------------------------
const onOneLine = (chars) => chars.join("").replace(/\s+/g, " ");

// The letters with their marks {a, b, look, note}, cut wherever a span begins or ends: each layer on every word.
function markedText(chars, marks) {
  const cuts = [...new Set([0, chars.length, ...marks.flatMap((m) => [m.a, m.b])])].sort((a, b) => a - b);
  const out = [];
  for (let c = 0; c + 1 < cuts.length; c++) {
    const over = marks.filter((m) => m.a <= cuts[c] && m.b > cuts[c]);
    let piece = document.createTextNode(chars.slice(cuts[c], cuts[c + 1]).join(""));
    for (const m of over) {
      const ends = (m.a === cuts[c] ? " is-first" : "") + (m.b === cuts[c + 1] ? " is-last" : "");
      piece = make("mark", { className: m.look + ends }, piece);
    }
    if (over.length) piece.title = over.map((m) => m.note).join("\n");
    out.push(piece);
  }
  return out;
}

// A sentence: its letters, marks, scores in words, how its document is cited, doc_id, and its place in it.
function drawSentence({ chars, marks, scores, cite, id, at }) {
  const text = make("p", { className: "text" });
  for (const score of scores) text.append(make("span", { className: "score", textContent: score }));
  text.append(...markedText(chars, marks));
  const item = make("li", {}, text);
  if (marks.length) {
    const said = make("p", { className: "marked" }), textOf = (m) => onOneLine(chars.slice(m.a, m.b));
    [...new Map(marks.map((m) => [textOf(m) + "\n" + m.note, m])).values()].forEach((m, n) => {
      said.append(n ? "; " : "", make("b", { textContent: textOf(m) }), m.note ? ": " + m.note : "");
    });
    item.append(said);
  }
  item.append(make("p", { className: "cite" }, make("bdi", { textContent: cite }), cite ? ". " : "",
    make("code", { textContent: id }), ", sentence " + at.toLocaleString("en-US")));
  return item;
}
