// The explorer: linked views of who, when, where and how, and the sentences behind every number. In a notebook Python
// answers (`discourse.explorer`), and small tables are counted here in the meantime; in a saved file all is counted here.
// `reading.js`, which stands before it, draws pages and sentences. Nothing is asked for from anywhere else.

const FEW = 10; // documents: of fewer, a mark is hollow
const NOTHING = { spans: [], documents: [], when: null, words: "", sentences: null };
const BARS = 12; // values of a view until all are asked for
const PATIENCE = 5000, REST = 800; // milliseconds: without an answer; after the last click
const number = (v) => v === null || v === undefined ? "–" : v >= 100 ? Math.round(v).toLocaleString("en-US") : String(Number(v.toPrecision(3)));
const named = (name) => name.replaceAll("_", " ");
const nounOf = (label, n) => n === 1 ? label.replace(/s$/, "") : label;
// Where a scale ends: at the end of the longest interval, unless it would squeeze all others.
function scaleOf(rates, highs) {
  const rate = Math.max(...rates.map((r) => r ?? 0), 1e-9), high = Math.max(...highs.map((h, i) => h ?? rates[i] ?? 0), 1e-9);
  return high > 2.5 * rate ? { most: 1.5 * rate, cut: true } : { most: high, cut: false };
}
const many = count; // in what follows, count is the table that is counted
const middle = (text, most) => text.length <= most ? text : `${text.slice(0, Math.ceil(most / 2) - 1)}…${text.slice(1 - Math.floor(most / 2) || text.length)}`;
const dayOf = (iso) => Date.parse(`${iso}T00:00:00Z`) / 864e5;
let boxes = 0; // numbers ids in a page with several explorers

function tag(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function drawn(name, attributes = {}, ...children) { // a node of a figure
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

// --- counting in the page: by the numbers of documents, sentences and values ---------------------------------------

function counter(book, column) {
  const words = column("doc.words"), docOf = column("sentence.doc"), ids = column("sentence.id"), period = column("doc.period"), day = column("doc.day");
  const hits = new Map(); // of each search, the sentences that have it
  const filterOf = (list, ...key) => (list.find((one) => key.every((part, i) => one[i] === part)) || [])[key.length];

  function documents(chosen) {
    const keep = new Uint8Array(words.length).fill(1);
    for (const [name, codes] of chosen.documents) {
      const of = column(`doc.docvar.${name}`), wanted = new Set(codes);
      for (let i = 0; i < keep.length; i++) if (!wanted.has(of[i])) keep[i] = 0;
    }
    if (chosen.when) {
      const [first, after] = chosen.when.map(dayOf);
      for (let i = 0; i < keep.length; i++) if (!(day[i] >= first && day[i] < after)) keep[i] = 0;
    }
    return keep;
  }
  function own(chosen, layer) {
    const n = column(`row.${layer}.sentence`).length, keep = new Uint8Array(n).fill(1);
    for (const [name, facet, codes] of chosen.spans) {
      if (name !== layer) continue;
      const of = column(`row.${layer}.facet.${facet}`), wanted = new Set(codes);
      for (let i = 0; i < n; i++) if (!wanted.has(of[i])) keep[i] = 0;
    }
    return keep;
  }
  function narrow(keep, sentences) { // those alone that are among the sentences
    const among = new Uint8Array(keep.length);
    for (const s of sentences) among[s] = 1;
    for (let i = 0; i < keep.length; i++) keep[i] &= among[i];
  }
  function rows(chosen, layer, docs) {
    const keep = new Uint8Array(docOf.length);
    for (let i = 0; i < keep.length; i++) keep[i] = docs[docOf[i]];
    for (const other of new Set(chosen.spans.map((one) => one[0]))) {
      if (other === layer) continue;
      const mask = own(chosen, other), at = column(`row.${other}.sentence`), list = [];
      for (let i = 0; i < at.length; i++) if (mask[i]) list.push(at[i]);
      narrow(keep, list);
    }
    if (chosen.words) narrow(keep, hits.get(chosen.words));
    if (chosen.sentences) {
      const wanted = new Set(chosen.sentences);
      for (let i = 0; i < keep.length; i++) if (!wanted.has(ids[i])) keep[i] = 0;
    }
    const mask = own(chosen, layer), at = column(`row.${layer}.sentence`);
    for (let i = 0; i < mask.length; i++) mask[i] &= keep[at[i]];
    return mask;
  }
  const sum = (docs, of, n) => { // the words and the number of the documents of each value
    const size = new Array(n).fill(0), many = new Array(n).fill(0);
    for (let d = 0; d < docs.length; d++) if (docs[d] && of[d] >= 0) { size[of[d]] += words[d]; many[of[d]] += 1; }
    return [size, many];
  };
  const view = (v, n, w, d) => ({
    v, n, w, d, rate: n.map((k, i) => w[i] ? (1000 * k) / w[i] : null), low: n.map(() => null), high: n.map(() => null), few: d.map((k) => k < FEW),
  });
  const without = {
    facet: (chosen, layer, facet) => ({ ...chosen, spans: chosen.spans.filter((one) => one[0] !== layer || one[1] !== facet) }),
    docvar: (chosen, name) => ({ ...chosen, documents: chosen.documents.filter((one) => one[0] !== name) }),
  };
  function byDocument(chosen, count, of, n) { // rates by what documents are grouped by
    const docs = documents(chosen), mask = rows(chosen, count, docs), at = column(`row.${count}.sentence`);
    const found = new Array(n).fill(0);
    for (let i = 0; i < mask.length; i++) if (mask[i] && of[docOf[at[i]]] >= 0) found[of[docOf[at[i]]]] += 1;
    const [size, many] = sum(docs, of, n), there = [...found.keys()].filter((k) => size[k] > 0);
    return view(there, there.map((k) => found[k]), there.map((k) => size[k]), there.map((k) => many[k]));
  }
  function byFacet(chosen, layer, facet) {
    const values = book.layers.find((one) => one.name === layer).facets.find((one) => one.name === facet).values;
    const docs = documents(chosen), mask = rows(chosen, layer, docs), of = column(`row.${layer}.facet.${facet}`);
    const found = new Array(values.length).fill(0);
    for (let i = 0; i < mask.length; i++) if (mask[i] && of[i] >= 0) found[of[i]] += 1;
    let size = 0, many = 0;
    for (let d = 0; d < docs.length; d++) if (docs[d]) { size += words[d]; many += 1; }
    const there = [...found.keys()].filter((k) => found[k] > 0);
    return view(there, there.map((k) => found[k]), there.map(() => size), there.map(() => many));
  }

  return {
    knows: (chosen) => Boolean(words) && (!chosen.words || hits.has(chosen.words)),
    learn: (chosen, sentences) => { if (chosen.words && sentences) hits.set(chosen.words, sentences); },
    rows(chosen, count) {
      return rows(chosen, count, documents(chosen));
    },
    numbers(chosen, count, facets, docvar) {
      const docs = documents(chosen), mask = rows(chosen, count, docs), at = column(`row.${count}.sentence`);
      const inside = new Set(), inDocs = new Set();
      let n = 0, size = 0, ofDocs = 0;
      for (let i = 0; i < mask.length; i++) if (mask[i]) { n += 1; inside.add(at[i]); inDocs.add(docOf[at[i]]); }
      for (let d = 0; d < docs.length; d++) if (docs[d]) { size += words[d]; ofDocs += 1; }
      const values = docvar && book.docvars.find((one) => one.name === docvar).values;
      const anyTime = { ...chosen, when: null };
      return {
        whole: { n, rate: size ? (1000 * n) / size : null, low: null, high: null, few: ofDocs < FEW, n_sentences: inside.size, n_docs: inDocs.size, of_docs: ofDocs },
        facets: Object.fromEntries(facets.map(([layer, facet]) => [`${layer}.${facet}`, byFacet(without.facet(chosen, layer, facet), layer, facet)])),
        docvar: docvar ? byDocument(without.docvar(chosen, docvar), count, column(`doc.docvar.${docvar}`), values.length) : null,
        time: book.periods.length ? everyPeriod(byDocument(anyTime, count, period, book.periods.length)) : null,
        query: null,
      };
    },
    sentencesOf(mask, count) {
      const at = column(`row.${count}.sentence`), found = new Set();
      for (let i = 0; i < mask.length; i++) if (mask[i]) found.add(at[i]);
      return [...found].sort((a, b) => a - b);
    },
  };
  function everyPeriod(some) { // periods without a word are there, too
    const at = new Map(some.v.map((v, i) => [v, i])), all = book.periods.map((_, v) => v);
    const pick = (name, none) => all.map((v) => at.has(v) ? some[name][at.get(v)] : none);
    return { v: all, n: pick("n", 0), w: pick("w", 0), d: pick("d", 0), rate: pick("rate", null), low: pick("low", null), high: pick("high", null), few: pick("few", true) };
  }
}

// --- the views ---------------------------------------------------------------------------------------------------

function explorer(root, source) {
  const { book } = source, id = `x${(boxes += 1)}`;
  const local = counter(book, source.column);
  let { chosen, count } = structuredClone(source.state);
  let numbers = source.numbers || null, asked = {}, waiting = 0, resting = 0;
  const layerOf = (name) => book.layers.find((one) => one.name === name);
  const valuesOf = (layer, facet) => layerOf(layer).facets.find((one) => one.name === facet).values;
  const facets = book.layers.flatMap((layer) => layer.facets.map((facet) => [layer.name, facet.name]));
  const ofCount = facets.filter(([layer]) => layer === count);
  let who = facets.find(([, facet]) => facet === "actor") || ofCount[0] || facets[0] || null;
  let how = facets.find((one) => one !== who && one[0] !== (who || [])[0]) || facets.find((one) => one !== who) || null;
  let docvar = book.docvar, sort = "", order = "n", whole = { who: false, how: false, where: false };
  const picked = new Map(); // sentences whose boxes are ticked, by sentence_id

  root.classList.add("x-explorer");
  const status = tag("p", { class: "x-status", role: "status", "aria-live": "polite" });
  const problem = tag("div", { class: "x-problem", role: "alert" });
  const chips = tag("div", { class: "x-chips", role: "group", "aria-label": "What is chosen" });
  const head = tag("header", { class: "x-head" }), grid = tag("div", { class: "x-grid" });
  const heading = tag("p", { class: "x-title", role: "heading", "aria-level": "3" }, "Explore");
  root.append(head, problem, chips, grid);

  const choice = (label, options, value, act) => {
    const node = tag("select", {}, ...options.map(([key, text]) => tag("option", { value: key }, text)));
    node.value = value;
    node.addEventListener("change", () => act(node.value));
    return tag("label", { class: "x-choice" }, label, " ", node);
  };
  const panel = (name, title, ...parts) => {
    const side = { who: 0, where: 0, when: 1, how: 1 }[name];
    const top = tag("p", { class: "x-name", role: "heading", "aria-level": "4", id: `${id}-${name}` }, title);
    const body = tag("div", { class: "x-body" });
    const node = tag("section", { class: `x-panel x-${name}`, "aria-labelledby": `${id}-${name}` }, tag("div", { class: "x-top" }, top, ...parts), body);
    (side === undefined ? grid : sides[side]).append(node);
    return { node, top, body };
  };
  const facetName = ([layer, facet]) => layerOf(layer).facets.length > 1 || book.layers.length > 1 ? `${layerOf(layer).label}: ${named(facet)}` : named(facet);
  const facetChoice = (label, get, set) => choice(label, facets.map((one, i) => [String(i), facetName(one)]), String(facets.indexOf(get())), (i) => { set(facets[Number(i)]); change(false); });

  head.append(heading);
  if (book.layers.length > 1) head.append(choice("Count", book.layers.map((one) => [one.name, one.label]), count, (name) => { count = name; change(); }));
  head.append(choice("Order by", [["n", "number"], ["rate", "rate per 1,000 words"]], order, (value) => { order = value; draw(); }), status);
  const panels = {};
  const sides = [tag("div", { class: "x-side" }), tag("div", { class: "x-side" })]; // side by side where there is room
  grid.append(...sides);
  if (who) panels.who = panel("who", "Who", facetChoice("by", () => who, (one) => { who = one; whole.who = false; }));
  if (book.periods.length) panels.when = panel("when", "When");
  if (book.docvars.length) panels.where = panel("where", "Where", choice("by", book.docvars.map((one) => [one.name, named(one.name)]), docvar, (name) => { docvar = name; whole.where = false; change(false); }));
  if (how) panels.how = panel("how", "How", facetChoice("by", () => how, (one) => { how = one; whole.how = false; }));

  // --- what is chosen ----------------------------------------------------------------------------------------------

  function toggle(list, key, code) { // another value, or one less
    const found = list.find((one) => key.every((part, i) => one[i] === part));
    const codes = found ? found[key.length] : [];
    const next = codes.includes(code) ? codes.filter((c) => c !== code) : [...codes, code];
    const others = list.filter((one) => one !== found);
    return next.length ? [...others, [...key, next]] : others;
  }
  const isSaved = () => !source.ask && JSON.stringify(chosen) === JSON.stringify(source.state.chosen);
  function asSaved(own) { // a file has the numbers of its first view, with intervals, whatever is counted
    const { whole: all, time, docvars } = source.counted[count];
    return { whole: all, time, facets: source.numbers.facets, docvar: docvars[docvar] || (own && own.docvar) || null, query: count === source.state.count ? source.numbers.query : null };
  }
  const codesOf = (list, key) => (list.find((one) => key.every((part, i) => one[i] === part)) || [])[key.length] || [];
  const inView = () => [who, how].filter((one, i, all) => one && all.indexOf(one) === i);

  function sayWhen([first, after]) {
    const last = new Date(`${after}T00:00:00Z`);
    last.setUTCDate(last.getUTCDate() - 1);
    const low = book.periods.find((p) => p.first === first), high = book.periods.find((p) => p.after === after);
    if (low && high) return low === high ? low.label : `${low.label} to ${high.label}`;
    return `${first} to ${last.toISOString().slice(0, 10)}`;
  }

  function drawChips() {
    const list = [];
    const chip = (text, act, or = "") => { // what has to be as well, or instead of the chip before
      if (list.length) list.push(tag("span", { class: "x-hint" }, or ? "or" : "and"));
      const node = tag("button", { type: "button", class: "x-chip", "aria-label": `Remove the filter ${text}` }, or || text, tag("span", { "aria-hidden": "true" }, " ✕"));
      node.dataset.focus = "chip";
      node.addEventListener("click", act);
      list.push(node);
    };
    for (const [layer, facet, codes] of chosen.spans) {
      const values = valuesOf(layer, facet);
      codes.forEach((code, i) => chip(`${named(facet)}: ${values[code]}`, () => { chosen.spans = toggle(chosen.spans, [layer, facet], code); change(); }, i ? values[code] : ""));
    }
    for (const [name, codes] of chosen.documents) {
      const { values } = book.docvars.find((one) => one.name === name);
      codes.forEach((code, i) => chip(`${named(name)}: ${values[code]}`, () => { chosen.documents = toggle(chosen.documents, [name], code); change(); }, i ? values[code] : ""));
    }
    if (chosen.when) chip(`when: ${sayWhen(chosen.when)}`, () => { chosen.when = null; change(); });
    if (chosen.words) chip(`with: ${chosen.words}`, () => { chosen.words = ""; change(); });
    if (chosen.sentences) chip(many(chosen.sentences.length, "sentence"), () => { chosen.sentences = null; change(); });
    const back = (text, act) => {
      const node = tag("button", { type: "button", class: "x-link" }, text);
      node.addEventListener("click", () => { act(); change(); });
      list.push(node);
    };
    const some = list.length > 0;
    if (some) back("Show all again", () => { chosen = structuredClone(NOTHING); });
    if (!source.ask && !isSaved() && JSON.stringify(source.state.chosen) !== JSON.stringify(NOTHING)) back("Back to the view as it was saved", () => { chosen = structuredClone(source.state.chosen); });
    if (!source.ask && !isSaved()) list.push(tag("span", { class: "x-hint" }, "No intervals after a choice: they need Python."));
    if (!some) list.push(tag("span", { class: "x-hint" }, "Nothing is left out. Click a bar, or draw over the timeline, to choose."));
    chips.replaceChildren(...list);
  }
  

  // --- bars --------------------------------------------------------------------------------------------------------

  function drawBars(name, view, values, codes, noun, act) {
    const { body } = panels[name];
    const all = view.v.map((v, i) => ({ v, label: values[v], n: view.n[i], rate: view.rate[i], low: view.low[i], high: view.high[i], few: view.few[i] }));
    for (const v of codes) if (!view.v.includes(v)) all.push({ v, label: values[v], n: 0, rate: 0, low: null, high: null, few: false });
    all.sort((a, b) => (order === "rate" ? (b.rate ?? -1) - (a.rate ?? -1) : 0) || b.n - a.n || (a.label < b.label ? -1 : 1));
    const shown = whole[name] ? all : all.filter((one, i) => i < BARS || codes.includes(one.v));
    const { most, cut } = scaleOf(shown.map((one) => one.rate), shown.map((one) => one.high));
    const list = tag("ol", { class: "x-bars", role: "list" });
    for (const one of shown) {
      const on = codes.includes(one.v);
      const range = one.low === null ? "" : `, interval ${number(one.low)} to ${number(one.high)}${one.few ? ", from few texts" : ""}`;
      const track = tag("span", { class: "x-track", "aria-hidden": "true" });
      if (one.low !== null) {
        const line = tag("span", { class: "x-range" + (one.high > most ? " is-cut" : "") });
        line.style.left = `${(100 * one.low) / most}%`;
        line.style.width = `${(100 * (Math.min(one.high, most) - Math.min(one.low, most))) / most}%`;
        track.append(line);
      }
      if (one.rate !== null) {
        const dot = tag("span", { class: "x-dot" + (one.few ? " is-few" : "") });
        dot.style.left = `${(100 * one.rate) / most}%`;
        track.append(dot);
      }
      const node = tag("button", {
        type: "button", class: "x-bar", "aria-pressed": String(on),
        "aria-label": `${one.label}: ${one.n.toLocaleString("en-US")} ${nounOf(noun, one.n)}, ${number(one.rate)} per 1,000 words${range}`,
        title: `${number(one.rate)} per 1,000 words${range}`,
      }, tag("span", { class: "x-label" }, one.label), track, tag("span", { class: "x-n" }, one.n.toLocaleString("en-US")), tag("span", { class: "x-n" }, number(one.rate)));
      node.dataset.focus = `${name} ${one.v}`;
      node.addEventListener("click", () => act(one.v));
      list.append(tag("li", {}, node));
    }
    const foot = [];
    if (all.length > shown.length || whole[name]) {
      const more = tag("button", { type: "button", class: "x-link" }, whole[name] ? `The first ${BARS} alone` : `All ${all.length.toLocaleString("en-US")}`);
      more.dataset.focus = `${name} more`;
      if (all.length > BARS) foot.push(more);
      more.addEventListener("click", () => { whole[name] = !whole[name]; draw(); });
    }
    const lines = shown.some((one) => one.low !== null), few = shown.some((one) => one.few);
    const top = tag("div", { class: "x-bar-head", "aria-hidden": "true" }, tag("span"), tag("span"), tag("span", { class: "x-n" }, "number"), tag("span", { class: "x-n" }, "rate"));
    const axis = `rate: per 1,000 words; the scale goes from 0 to ${number(most)}${lines ? `; the line is the 95 % interval${cut ? CUT : ""}` : ""}${few ? hollow(lines) : ""}`;
    body.replaceChildren(...(all.length ? [top, list] : [tag("p", { class: "x-hint" }, "There is none.")]), tag("div", { class: "x-foot" }, tag("span", { class: "x-axis" }, axis), ...foot));
  }
  const CUT = "; an arrow: it goes on";
  const hollow = (lines) => `; hollow: under ${FEW} documents${lines ? " or 3 events" : ""}`;

  // --- the timeline -----------------------------------------------------------------------------------------------

  let brush = null; // the periods between which one draws
  function pickPeriods(low, high) {
    const [a, b] = low <= high ? [low, high] : [high, low];
    chosen.when = [book.periods[a].first, book.periods[b].after];
    change();
  }
  const chosenPeriods = () => {
    if (!chosen.when) return null;
    const inside = book.periods.map((p, i) => [p, i]).filter(([p]) => p.after > chosen.when[0] && p.first < chosen.when[1]);
    return inside.length ? [inside[0][1], inside[inside.length - 1][1]] : null;
  };
  function drawTime(view, noun) {
    const { body } = panels.when, n = book.periods.length, height = 170, bottom = 24, top = 8;
    const { most, cut } = scaleOf(view.rate, view.high), levels = [0, most / 2, most];
    const left = 12 + 7.5 * Math.max(...levels.map((v) => number(v).length)); // room for the longest number
    const width = Math.max(body.clientWidth || 420, 200), step = (width - left - 8) / n;
    const x = (i) => left + (i + 0.5) * step, y = (v) => top + (height - top - bottom) * (1 - v / most);
    const svg = drawn("svg", { class: "x-time", width, height, viewBox: `0 0 ${width} ${height}` });
    const range = brush || chosenPeriods();
    if (range) {
      const [a, b] = range[0] <= range[1] ? range : [range[1], range[0]];
      svg.append(drawn("rect", { class: "x-brushed", x: left + a * step, y: top, width: (b - a + 1) * step, height: height - top - bottom }));
    }
    for (const v of levels) {
      svg.append(drawn("line", { class: "x-rule", x1: left, x2: width - 8, y1: y(v), y2: y(v) }), drawn("text", { x: left - 5, y: y(v) + 4, "text-anchor": "end" }, number(v)));
    }
    const every = Math.ceil(n / Math.max(1, Math.floor((width - left) / 58)));
    book.periods.forEach((p, i) => { if (i % every === 0) svg.append(drawn("text", { x: x(i), y: height - 6, "text-anchor": "middle" }, p.label)); });
    let path = "", gaps = "", before = null; // a line from period to period; a thin one where none was written between
    view.rate.forEach((r, i) => {
      if (r === null) return;
      if (before !== null && before < i - 1) gaps += `M${x(before)},${y(view.rate[before])}L${x(i)},${y(r)}`;
      before = i;
      if (view.low[i] !== null) svg.append(drawn("line", { class: "x-span", x1: x(i), x2: x(i), y1: y(Math.min(view.low[i], most)), y2: y(Math.min(view.high[i], most)) }));
      if (view.high[i] > most) svg.append(drawn("path", { class: "x-arrow", d: `M${x(i) - 4},${top + 6}L${x(i)},${top}L${x(i) + 4},${top + 6}` }));
      path += `${path && view.rate[i - 1] !== null ? "L" : "M"}${x(i)},${y(r)}`;
    });
    svg.append(drawn("path", { class: "x-line x-gap", d: gaps || "M0,0" }), drawn("path", { class: "x-line", d: path || "M0,0" }));
    view.rate.forEach((r, i) => {
      if (r === null) return;
      const range = view.low[i] === null ? "" : `, interval ${number(view.low[i])} to ${number(view.high[i])}`;
      const told = `${book.periods[i].label}: ${number(r)} per 1,000 words${range}; ${view.n[i].toLocaleString("en-US")} ${nounOf(noun, view.n[i])} in ${many(view.d[i], "document")} of ${many(view.w[i], "word")}`;
      svg.append(drawn("circle", { class: "x-point" + (view.few[i] ? " is-few" : ""), cx: x(i), cy: y(r), r: Math.min(4, Math.max(2, step / 3)), role: "img", "aria-label": told }),
        drawn("rect", { class: "x-hover", x: left + i * step, y: top, width: step, height: height - top - bottom, "aria-hidden": "true" }, drawn("title", {}, told)));
    });
    const at = (event) => Math.min(n - 1, Math.max(0, Math.floor((event.clientX - svg.getBoundingClientRect().left - left) / step)));
    const now = range || [0, n - 1], withLines = view.low.some((v) => v !== null);
    const box = tag("div", { class: "x-chart", tabindex: "0", role: "group", "aria-label": `Timeline of ${noun} per 1,000 words, ${book.periods[0].label} to ${book.periods[n - 1].label}. Arrow keys choose a period, with Shift several, Escape all.` }, svg);
    box.dataset.focus = "timeline";
    box.addEventListener("pointerdown", (event) => {
      brush = [at(event), at(event)];
      const start = brush[0];
      const move = (later) => { brush = [start, at2(later)]; drawTime(view, noun); };
      const at2 = (later) => { const chart = body.querySelector("svg"); return Math.min(n - 1, Math.max(0, Math.floor((later.clientX - chart.getBoundingClientRect().left - left) / step))); };
      const up = (later) => {
        window.removeEventListener("pointermove", move);
        window.removeEventListener("pointerup", up);
        const [a, b] = [start, at2(later)];
        brush = null;
        pickPeriods(a, b);
      };
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", up);
      event.preventDefault();
    });
    box.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (event.key === "Escape") { chosen.when = null; change(); }
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      const there = chosenPeriods();
      if (!there) pickPeriods(by > 0 ? 0 : n - 1, by > 0 ? 0 : n - 1);
      else if (event.shiftKey) pickPeriods(there[0], Math.min(n - 1, Math.max(there[0], there[1] + by)));
      else { const to = Math.min(n - 1, Math.max(0, (by > 0 ? there[1] : there[0]) + by)); pickPeriods(to, to); }
    });
    const options = book.periods.map((p, i) => [String(i), p.label]).filter((_, i) => view.d[i] > 0 || now.includes(i)); // those with texts
    const from = choice("from", options, String(Math.min(...now)), (i) => pickPeriods(Number(i), Math.max(Number(i), ...now)));
    const to = choice("to", options, String(Math.max(...now)), (i) => pickPeriods(Math.min(Number(i), ...now), Number(i)));
    from.querySelector("select").dataset.focus = "from";
    to.querySelector("select").dataset.focus = "to";
    body.replaceChildren(box, tag("div", { class: "x-foot" }, from, to, tag("span", { class: "x-axis" }, `${noun} per 1,000 words${withLines ? `, with 95 % intervals${cut ? CUT : ""}` : ""}${view.few.some((f, i) => f && view.rate[i] !== null) ? hollow(withLines) : ""}`)));
  }

  // --- lines, sentences and texts ----------------------------------------------------------------------------------

  const search = tag("input", { type: "search", autocomplete: "off", class: "x-search" });
  const go = tag("button", { type: "button", class: "x-button" }, "Search");
  const form = tag("div", { class: "x-form", role: "search" }, tag("label", { class: "x-choice" }, "Search for ", search), go,
    tag("span", { class: "x-hint" }, "words and phrases; * stands for letters; commas between several"));
  const searchNow = () => { chosen.words = search.value.trim(); change(); };
  go.addEventListener("click", searchNow);
  search.addEventListener("keydown", (event) => { // a notebook keeps forms from being sent
    event.stopPropagation();
    if (event.key === "Enter") searchNow();
  });
  let lines = null, found = null, turnLines = () => {}, turnSentences = () => {}, lastLow = { lines: 0, sentences: 0 };
  if (book.texts) {
    const sorting = choice("sorted by", [["", "place in the texts"], ["1L", "first word to the left"], ["1R", "first word to the right"]], sort, (value) => { sort = value; askLines(0); });
    panels.lines = panel("lines", "Words in context", sorting);
    panels.lines.rows = tag("div", { class: "x-scroll", tabindex: "0", role: "region", "aria-label": "Lines of the concordance" });
    panels.lines.said = tag("p", { class: "x-hint" });
    if (source.ask) panels.lines.body.append(form);
    panels.lines.body.append(panels.lines.said, panels.lines.rows);
    turnLines = pager(panels.lines.body, "lines", book.page, (low) => { lastLow.lines = low; fetchLines(low); });
    panels.sentences = panel("sentences", "Sentences");
    const keep = tag("button", { type: "button", class: "x-button" }, "Keep the chosen sentences alone");
    keep.addEventListener("click", () => { chosen.sentences = [...picked.keys()].sort((a, b) => a - b); picked.clear(); change(); });
    const take = tag("button", { type: "button", class: "x-button" }, "Copy the chosen sentences with their sources"), taken = tag("span", { role: "status", class: "x-hint" });
    take.addEventListener("click", () => {
      const text = [...picked.entries()].sort(([a], [b]) => a - b).map(([, row]) => `${onOneLine(Array.from(row.text))}\n${row.cite ? `${row.cite}. ` : ""}${row.id}, sentence ${row.at}`).join("\n\n");
      copyText(text).then(() => { taken.textContent = many(picked.size, "sentence") + " copied"; }, () => { taken.textContent = "The browser does not allow it."; });
    });
    const withPicked = tag("p", { class: "x-tools" }, keep, take, taken);
    panels.sentences.tell = () => { withPicked.hidden = !picked.size; taken.textContent = ""; };
    panels.sentences.legend = tag("p", { class: "x-legend" });
    panels.sentences.list = tag("ol", { class: "sentences x-list" });
    panels.sentences.body.append(panels.sentences.legend, withPicked, panels.sentences.list);
    turnSentences = pager(panels.sentences.body, "sentences", book.page, (low) => { lastLow.sentences = low; fetchSentences(low); });
  }
  function drawLegend() {
    const { legend } = panels.sentences, marked = book.layers.filter((one) => !one.score);
    legend.replaceChildren(...marked.map((one) => tag("mark", { class: `${one.look} is-first is-last` }, one.label)));
    if (marked.some((one) => one.name === count)) legend.append(tag("span", { class: "x-hint" }, `Bold is what is counted: ${layerOf(count).label} that are chosen.`));
  }
  function drawLines(told) {
    lines = told;
    const { rows, said } = panels.lines;
    const body = tag("tbody");
    for (const row of told.rows) {
      const key = tag("button", { type: "button", class: "x-key", title: "Read this sentence below" }, row.key);
      key.addEventListener("click", () => readBelow(row.s));
      body.append(tag("tr", {}, tag("td", { class: "x-pre" }, tag("bdi", {}, row.pre)), tag("td", { class: "x-node" }, key), tag("td", { class: "x-post" }, tag("bdi", {}, row.post)), tag("td", { class: "x-id", title: row.id }, middle(row.id, 20))));
    }
    const names = ["before", "words", "after", "document"];
    rows.replaceChildren(told.rows.length ? tag("table", { class: "x-lines" }, tag("thead", {}, tag("tr", {}, ...names.map((name) => tag("th", { scope: "col" }, name)))), body)
      : tag("p", { class: "x-hint" }, layerOf(count).score ? "Whole sentences are counted, which are no words in context: search for words." : "There are no lines."));
    const first = told.of > told.n ? `The first ${told.n.toLocaleString("en-US")} of ${told.of.toLocaleString("en-US")} lines, in the order of the texts` : many(told.n, "line");
    said.textContent = `${first}${chosen.words ? ` with ${chosen.words}` : ""}.`;
  }
  function drawSentences(told) {
    found = told;
    const { list, tell } = panels.sentences;
    list.setAttribute("start", told.low + 1);
    list.replaceChildren(...told.rows.map((row) => {
      if (row.text === null) return tag("li", { class: "x-hint", "data-s": row.s, tabindex: "-1" }, `The text of this sentence is not in this file: ${row.id}, sentence ${row.at}.`);
      const item = drawSentence({ ...row, chars: Array.from(row.text) });
      item.dataset.s = row.s;
      item.tabIndex = -1;
      const box = tag("input", { type: "checkbox" });
      box.checked = picked.has(row.sentence_id);
      box.addEventListener("change", () => {
        if (box.checked) picked.set(row.sentence_id, row); else picked.delete(row.sentence_id);
        tell();
      });
      const only = tag("button", { type: "button", class: "x-link" }, "Only this sentence");
      only.addEventListener("click", () => { chosen.sentences = [row.sentence_id]; change(); });
      const tools = tag("p", { class: "x-tools" }, tag("label", {}, box, " choose"), only);
      if (source.ask) {
        const open = tag("button", { type: "button", class: "x-link", "aria-expanded": "false" }, "Whole text");
        const place = tag("div", { class: "x-text" });
        open.addEventListener("click", () => {
          const shut = open.getAttribute("aria-expanded") === "true";
          open.setAttribute("aria-expanded", String(!shut));
          place.replaceChildren();
          if (!shut) ask("text", { s: row.s }, (answer) => { place.innerHTML = answer.html; }); // the page of `show`, escaped by Python
        });
        tools.append(" ", open);
        item.append(tools, place);
      } else item.append(tools);
      return item;
    }));
    tell();
  }
  function readBelow(s) { // turn to the page of a sentence, and mark it
    const show = () => {
      const item = panels.sentences.list.querySelector(`[data-s="${s}"]`);
      if (!item) return;
      item.classList.add("is-found");
      item.focus({ preventScroll: true });
      item.scrollIntoView({ block: "center" });
    };
    if (source.ask) ask("sentences", { low: 0, at: s }, ({ sentences: told }) => { drawSentences(told); resize("sentences", told.n, told.low); show(); });
    else { localSentences(0, false, s); show(); }
  }
  const askLines = (low) => { if (panels.lines) { lastLow.lines = low; source.ask ? ask("lines", { sort, low }, ({ lines: told }) => { drawLines(told); resize("lines", told.n); }) : localLines(low); } };
  const fetchLines = (low) => { if (!quiet && lines) source.ask ? ask("lines", { sort, low }, ({ lines: told }) => drawLines(told)) : localLines(low, true); };
  const askSentences = () => { if (panels.sentences) source.ask ? ask("sentences", { low: 0 }, ({ sentences: told }) => { drawSentences(told); resize("sentences", told.n); }) : localSentences(0); };
  const fetchSentences = (low) => { if (!quiet && found) source.ask ? ask("sentences", { low }, ({ sentences: told }) => drawSentences(told)) : localSentences(low, true); };
  let quiet = false;
  function resize(what, n, low = 0) { // the pager begins anew, and what is shown is there already
    quiet = true;
    (what === "lines" ? turnLines : turnSentences)(n, low);
    quiet = false;
  }
  function localLines(low, turned) {
    const all = source.lines(local.rows(chosen, count), count, sort), told = { n: all.length, of: all.length, low, rows: all.slice(low, low + book.page).map((i) => source.line(i, count)) };
    drawLines(told);
    if (!turned) resize("lines", told.n);
  }
  function localSentences(low, turned, at = null) {
    const mask = local.rows(chosen, count), all = local.sentencesOf(mask, count);
    if (at !== null) low = Math.floor(Math.max(0, all.indexOf(at)) / book.page) * book.page;
    drawSentences({ n: all.length, low, rows: all.slice(low, low + book.page).map((s) => source.sentence(s, mask, count)) });
    if (!turned) resize("sentences", all.length, low);
  }

  // --- words against the rest, and the same in Python ---------------------------------------------------------------

  const wordsBox = tag("details", { class: "x-panel x-words" }, tag("summary", {}, "Words of these sentences, against all others"), tag("div", { class: "x-scroll" }));
  wordsBox.addEventListener("toggle", () => { if (wordsBox.open) askWords(); });
  function askWords() {
    if (wordsBox.open && source.ask) ask("words", {}, ({ words }) => {
      const body = tag("tbody");
      for (const row of words) {
        const key = tag("button", { type: "button", class: "x-link" }, row.feature);
        key.addEventListener("click", () => { chosen.words = row.feature; change(); });
        body.append(tag("tr", {}, tag("th", { scope: "row" }, key), ...[row.n_target, row.n_reference].map((v) => tag("td", { class: "x-num" }, v.toLocaleString("en-US"))), ...[row.g2, row.log_ratio].map((v) => tag("td", { class: "x-num" }, v.toFixed(1)))));
      }
      const names = ["word", "n here", "n elsewhere", "g2", "log ratio"];
      wordsBox.lastChild.replaceChildren(words.length ? tag("table", { class: "x-keyness" }, tag("thead", {}, tag("tr", {}, ...names.map((name) => tag("th", { scope: "col" }, name)))), body)
        : tag("p", { class: "x-hint" }, "There is nothing to compare: choose some of the sentences."));
    });
  }
  const code = tag("pre", { tabindex: "0", role: "region", "aria-label": "The same in Python" }), copied = tag("span", { role: "status" });
  const copy = tag("button", { type: "button", class: "x-button" }, "Copy");
  copy.addEventListener("click", () => copyText(code.textContent).then(() => { copied.textContent = " copied"; }, () => { copied.textContent = " The browser does not allow it."; }));
  const codeBox = tag("details", { class: "x-panel x-code" }, tag("summary", {}, "The same in Python"), tag("div", { class: "x-body" }, code, copy, copied));
  if (source.ask && book.texts) grid.append(wordsBox);
  grid.append(codeBox);

  // --- all together -------------------------------------------------------------------------------------------------

  function draw() {
    const held = root.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
    drawChips();
    if (numbers) {
      const { whole: all } = numbers, { noun: label } = layerOf(count), noun = nounOf(label, all.n);
      const range = all.low === null ? "" : ` (95 % interval ${number(all.low)} to ${number(all.high)})`;
      status.textContent = `${all.n.toLocaleString("en-US")} ${noun} in ${many(all.n_sentences, "sentence")} of ${many(all.n_docs, "document")}: ${number(all.rate)} per 1,000 words${range} of ${many(all.of_docs, "document")}.`;
      for (const [name, facet] of [["who", who], ["how", how]]) {
        if (!facet || !numbers.facets[facet.join(".")]) continue;
        drawBars(name, numbers.facets[facet.join(".")], valuesOf(...facet), codesOf(chosen.spans, facet), layerOf(facet[0]).noun, (v) => { chosen.spans = toggle(chosen.spans, facet, v); change(); });
      }
      if (panels.where && numbers.docvar) drawBars("where", numbers.docvar, book.docvars.find((one) => one.name === docvar).values, codesOf(chosen.documents, [docvar]), label, (v) => { chosen.documents = toggle(chosen.documents, [docvar], v); change(); });
      if (panels.when && numbers.time) drawTime(numbers.time, label);
      if (numbers.query !== null) code.textContent = numbers.query;
      codeBox.hidden = !source.ask && numbers.query === null;
    }
    if (panels.sentences) drawLegend();
    root.dataset.n = numbers ? numbers.whole.n : "";
    root.dataset.exact = String(Boolean(numbers && numbers.query !== null));
    if (held) refocus(held);
  }
  function refocus(held) {
    const same = [...root.querySelectorAll("[data-focus]")].find((node) => node.dataset.focus === held);
    (same || chips.querySelector("button") || heading).focus({ preventScroll: true });
  }

  function change(read = true) { // what is chosen or shown has changed: count here at once, then hear from Python
    if (read) picked.clear();
    if (search.dataset.words !== chosen.words) search.value = search.dataset.words = chosen.words; // what is typed stays
    const begun = performance.now();
    problem.textContent = "";
    if (local.knows(chosen)) numbers = local.numbers(chosen, count, inView(), docvar);
    if (isSaved()) numbers = asSaved(numbers);
    draw();
    if (local.knows(chosen)) root.dataset.milliseconds = (performance.now() - begun).toFixed(1);
    if (source.ask) {
      ask("numbers", { facets: inView(), docvar }, (answer) => {
        numbers = answer.numbers;
        local.learn(chosen, numbers.hits);
        draw();
      });
      askWords();
      clearTimeout(resting);
      resting = setTimeout(() => ask("rest", {}, () => {}), REST);
    }
    if (read) { askSentences(); askLines(0); }
  }

  function ask(what, more, act) {
    const serial = (asked[what] || 0) + 1;
    asked[what] = serial;
    clearTimeout(waiting);
    waiting = setTimeout(() => { problem.textContent = "Python has not answered yet. If it was stopped, run the cell again."; }, PATIENCE);
    source.ask({ do: what, ask: serial, chosen, count, ...more }, (answer) => {
      clearTimeout(waiting);
      if (answer.to !== "text" && answer.answer !== asked[what]) return false; // an answer to an earlier click
      if (answer.problem) { problem.textContent = answer.problem; return true; }
      act(answer);
      return true;
    });
  }

  const seen = new ResizeObserver(() => { if (panels.when && numbers && numbers.time && !brush && Math.abs(panels.when.body.clientWidth - Number(panels.when.body.dataset.width || 0)) > 2) { panels.when.body.dataset.width = panels.when.body.clientWidth; drawTime(numbers.time, layerOf(count).noun); } });
  if (panels.when) seen.observe(panels.when.body);
  if (numbers && source.numbers) local.learn(chosen, numbers.hits);
  change();
  setTimeout(() => { if (local.knows(chosen)) local.numbers(chosen, count, inView(), docvar); }, 100); // so that the first click is quick
  return {
    set(state) { // Python has chosen
      if (JSON.stringify([state.chosen, state.count]) === JSON.stringify([chosen, count])) return;
      ({ chosen, count } = structuredClone(state));
      change();
    },
    stop() { seen.disconnect(); clearTimeout(waiting); clearTimeout(resting); },
  };
}

// --- in a notebook -----------------------------------------------------------------------------------------------

function render({ model, el }) {
  const root = tag("section", { class: "discourse", "aria-label": "Explorer" });
  root.setAttribute("data-lm-suppress-shortcuts", "true"); // a notebook has keys of its own
  root.append(tag("style", {}, `[data-of="${model.get("of")}"] { display: none; }`)); // the page of the last view
  el.append(root);
  const columns = model.get("columns"), typed = new Map();
  const column = (name) => {
    if (!columns[name]) return undefined;
    if (!typed.has(name)) { const { buffer, byteOffset, byteLength } = columns[name]; typed.set(name, new Int32Array(buffer.slice(byteOffset, byteOffset + byteLength))); }
    return typed.get(name);
  };
  const open = new Map();
  const ask = (said, act) => { open.set(`${said.do} ${said.ask}`, act); model.send(said); };
  const hear = (answer) => {
    const key = `${answer.to} ${answer.answer}`, act = open.get(key);
    open.delete(key);
    if (act) act(answer);
  };
  model.on("msg:custom", hear);
  const shown = explorer(root, { book: model.get("book"), state: model.get("state"), column, ask });
  const changed = () => { if (model.get("state").by === "python") shown.set(model.get("state")); };
  model.on("change:state", changed);
  return () => { shown.stop(); model.off("msg:custom", hear); model.off("change:state", changed); };
}

// --- in a file of its own ----------------------------------------------------------------------------------------

function startPage() {
  const data = JSON.parse(document.getElementById("data").textContent), typed = new Map();
  const column = (name) => {
    if (!(name in data.columns)) return undefined;
    if (!typed.has(name)) {
      const written = data.columns[name], Numbers = { 1: Int8Array, 2: Int16Array, 4: Int32Array }[written[0]];
      typed.set(name, new Numbers(Uint8Array.from(atob(written.slice(1)), (c) => c.charCodeAt(0)).buffer));
    }
    return typed.get(name);
  };
  const { book, read } = data, LEVELS = ["", " s1", " s3"], letters = new Map();
  book.texts = read !== null;
  const docOf = column("sentence.doc"), ids = column("sentence.id");
  const lettersOf = (s) => {
    const at = column("sentence.held")[s];
    if (!letters.has(s)) letters.set(s, at < 0 ? null : Array.from(read.texts[at]));
    return letters.get(s);
  };
  const rowsOf = new Map(); // of each layer, the rows by sentence
  const rowsIn = (layer, s) => {
    if (!rowsOf.has(layer)) {
      const by = new Map();
      column(`row.${layer}.sentence`).forEach((of, i) => { if (!by.has(of)) by.set(of, []); by.get(of).push(i); });
      rowsOf.set(layer, by);
    }
    return rowsOf.get(layer).get(s) || [];
  };
  function sentence(s, mask, count) {
    const chars = lettersOf(s), doc = read.docs[docOf[s]], marks = [];
    for (const layer of book.layers) {
      if (!column(`row.${layer.name}.start`)) continue;
      for (const i of rowsIn(layer.name, s)) {
        const counted = layer.name === count && mask[i] ? " is-counted" : "";
        marks.push({ a: column(`row.${layer.name}.start`)[i], b: column(`row.${layer.name}.end`)[i], look: layer.look + LEVELS[column(`row.${layer.name}.level`)[i]] + counted, note: read.notes[column(`row.${layer.name}.note`)[i]] });
      }
    }
    return { s, sentence_id: ids[s], text: chars && chars.join(""), marks, scores: [], cite: doc.cite, id: doc.id, at: column("sentence.number")[s] };
  }
  function lines(mask, count, sort) {
    if (!column(`row.${count}.start`)) return [];
    const all = [];
    for (let i = 0; i < mask.length; i++) if (mask[i]) all.push(i);
    const rank = sort && column(`row.${count}.${sort}`);
    return rank ? all.sort((a, b) => rank[a] - rank[b]) : all;
  }
  function line(i, count) {
    const s = column(`row.${count}.sentence`)[i], chars = lettersOf(s), a = column(`row.${count}.start`)[i], b = column(`row.${count}.end`)[i];
    if (!chars) return { s, sentence_id: ids[s], pre: "", key: "…", post: "The text is not in this file.", id: read.docs[docOf[s]].id };
    const part = (from, to) => onOneLine(chars.slice(from, to)).trim();
    return { s, sentence_id: ids[s], pre: part(0, a), key: part(a, b), post: part(b), id: read.docs[docOf[s]].id };
  }
  const main = document.getElementById("explore"), root = tag("section", { class: "discourse", "aria-label": "Explorer" });
  const told = ["This file works without Python and without the internet. Every number is counted from all rows of its tables."];
  if (data.left_out.length) told.push(`There was no room for ${data.left_out.map(named).join(", ")}, which cannot be counted here.`);
  if (!book.texts) told.push("The texts of the sentences are left out.");
  if (read && read.held < read.of) told.push(`The file has the texts of ${read.held.toLocaleString("en-US")} of ${read.of.toLocaleString("en-US")} sentences; all of them are counted.`);
  main.replaceChildren(tag("h1", { class: "x-h1" }, document.title), tag("p", { class: "x-hint" }, told.join(" ")), root);
  explorer(root, { book, state: data.state, numbers: data.numbers, counted: data.counted, column, ask: null, sentence, lines, line });
}
