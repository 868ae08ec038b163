// The script of the report; `reading.js`, which stands before it, draws pages and sentences.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const ROWS = 12, SENTENCES = 20, PRINTED = 200; // on a page; on paper
  const $ = (id) => document.getElementById(id);
  const wanted = (text) => [...text.toLowerCase().matchAll(/"([^"]+)"?|[^\s"]+/g)].map((m) => (m[1] || m[0]).trim()); // each word, and what is quoted as one
  const hasAll = (parts, text) => parts.every((part) => text.includes(part));

  // --- tables: the first rows stand in the page, the others in the data --------------------------------------
  function copier(table, rows, held, found) {
    const said = make("span");
    said.setAttribute("role", "status");
    const button = make("button", { type: "button", textContent: "Copy this table", onclick: () => {
      const lines = rows(), n = lines.length - 1, whole = Number(table.dataset.n), part = held < whole;
      const text = lines.map((row) => row.map((cell) => cell.replace(/\s+/g, " ")).join("\t")).join("\n");
      const done = part && !found() ? `${n.toLocaleString("en-US")} of ${count(whole, "row")} copied`
        : count(n, "row") + " copied" + (part ? `, of ${held.toLocaleString("en-US")} of ${whole.toLocaleString("en-US")} that this page holds` : "");
      copyText(text).then(() => { said.textContent = done + (part ? ": all are in the CSV" : ""); }, () => { said.textContent = "The browser does not allow it."; });
    } });
    button.setAttribute("aria-label", "Copy the table: " + table.caption.textContent);
    return make("p", { className: "tools" }, button, " ", said);
  }
  function finder(table, find) {
    const said = make("span"), input = make("input", { type: "search", autocomplete: "off" });
    said.setAttribute("role", "status");
    input.addEventListener("input", () => {
      const parts = wanted(input.value), n = find(parts);
      said.textContent = parts.length ? count(n, "row") : "";
    });
    input.setAttribute("aria-label", "Find in the table: " + table.caption.textContent);
    return make("p", { className: "tools" }, make("label", {}, "Find in this table ", input), " ", said);
  }
  const isWeb = (text) => /^https?:\/\//i.test(text);
  for (const table of document.querySelectorAll("table[data-grid]")) {
    const body = table.tBodies[0], there = [...body.rows], more = data.tables[table.dataset.grid];
    if (there.length === 1 && there[0].cells[0].tagName !== "TH") continue; // no rows
    const opens = table.dataset.opens, heads = [...table.tHead.rows[0].cells];
    const behind = table.dataset.behind ? JSON.parse(table.dataset.behind) : null; // which filter each column sets
    const link = (tr) => {
      const cell = tr.cells[0];
      if (!(opens || behind) || tr.dataset.done || cell.tagName !== "TH") return tr;
      const value = cell.textContent, cells = [...tr.cells].map((c) => c.textContent);
      tr.dataset.done = "1";
      cell.replaceChildren(make("button", {
        type: "button", className: "go", textContent: value, title: "Read its sentences",
        onclick: () => (opens ? open(opens, value) : openRow(table.dataset.grid, behind, cells)),
      }));
      return tr;
    };
    const cellOf = (i, k) => {
      if (i < there.length) return there[i].cells[k].textContent;
      const column = more.columns[k], at = i - there.length;
      return String(column.i ? column.v[column.i[at]] : column.v[at]);
    };
    const row = (i) => link(i < there.length ? there[i] : make("tr", {}, ...heads.map((head, k) => {
      const text = cellOf(i, k), cell = make(k ? "td" : "th", { className: head.className });
      if (!k) cell.scope = "row";
      const web = head.className === "web" && isWeb(text);
      cell.append(web ? make("a", { href: text, rel: "noreferrer noopener", textContent: text }) : text);
      return cell;
    })));
    const total = there.length + (more ? more.n : 0);
    let order = null, hits = null, redraw = (n) => show(0, n);
    const view = () => {
      const all = order || Array.from({ length: total }, (_, i) => i);
      return hits ? all.filter((i) => hits.has(i)) : all;
    };
    let shown = view();
    const at = (i) => shown[i];
    const anew = () => { shown = view(); redraw(shown.length); };
    const show = (low, high) => body.replaceChildren(...Array.from({ length: high - low }, (_, i) => row(at(low + i))));
    const sort = (k) => { // as it was, upward or downward: what is missing stays at the end
      const now = heads[k].ariaSort, number = heads[k].className === "num";
      const next = number ? { descending: "ascending", ascending: null } : { ascending: "descending", descending: null };
      const way = now in next ? next[now] : number ? "descending" : "ascending";
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      order = null;
      if (way) {
        heads[k].setAttribute("aria-sort", way);
        const sign = way === "ascending" ? 1 : -1, value = Array.from({ length: total }, (_, i) => cellOf(i, k));
        const seen = number ? value.map((v) => parseFloat(v.replaceAll(",", ""))) : value;
        const gone = seen.map((v) => (number ? Number.isNaN(v) : v === ""));
        const compare = number ? (a, b) => a - b : new Intl.Collator("en").compare;
        order = value.map((_, i) => i).sort((a, b) => gone[a] - gone[b] || (gone[a] ? 0 : sign * compare(seen[a], seen[b])) || a - b);
      }
      anew();
    };
    if (there.length) table.closest(".grid").insertBefore(copier(table, () => [
      heads.map((head) => head.textContent), ...shown.map((i) => heads.map((_, k) => cellOf(i, k))),
    ], total, () => hits !== null), table.closest(".grid").querySelector(".file, .meanings"));
    if (total > 1) {
      heads.forEach((head, k) => head.replaceChildren(make("button", {
        type: "button", className: "sort", textContent: head.textContent, title: "Sort", onclick: () => sort(k),
      })));
    }
    const grid = table.closest(".grid"), note = grid.querySelector(".note");
    if (total > ROWS) {
      const place = make("div");
      table.parentElement.after(place);
      redraw = pager(place, table.caption.textContent, ROWS, show);
      redraw(total);
      table.closest(".grid").prepend(finder(table, (parts) => {
        const textOfRow = (i) => heads.map((_, k) => cellOf(i, k).toLowerCase()).join("\n");
        hits = parts.length ? new Set(Array.from({ length: total }, (_, i) => i).filter((i) => hasAll(parts, textOfRow(i)))) : null;
        anew();
        return shown.length;
      }));
      let held = [];
      window.addEventListener("beforeprint", () => { held = [...body.rows]; show(0, Math.min(shown.length, PRINTED)); if (note) note.hidden = false; });
      window.addEventListener("afterprint", () => { body.replaceChildren(...held); if (note) note.hidden = true; });
    } else {
      there.forEach(link);
    }
    if (note) note.hidden = true;
  }

  // --- sentences ---------------------------------------------------------------------------------------------
  const { docs, facets, sentences, kinds, spans, keys, notes, sets } = data;
  document.querySelectorAll(".scripted").forEach((node) => { node.hidden = false; });
  const unrun = (runs) => { // [first, length, first, length, ...]
    const out = [];
    for (let i = 0; i < runs.length; i += 2) for (let j = 0; j < runs[i + 1]; j++) out.push(runs[i] + j);
    return out;
  };
  const letters = new Map(); // offsets count characters, not the halves that JavaScript counts
  const lettersOf = (s) => {
    if (!letters.has(s)) letters.set(s, Array.from(sentences.t[s]));
    return letters.get(s);
  };
  const textOf = (i) => lettersOf(spans.s[i]).slice(spans.a[i], spans.b[i]).join("").replace(/\s+/g, " ");
  const termOf = (i) => textOf(i).toLowerCase();
  const named = new Map(); // of a sentence: the names in it, to mark them where a score of an actor is shown
  spans.s.forEach((s, i) => {
    if (kinds[spans.k[i]].look !== "m-mentions") return;
    if (!named.has(s)) named.set(s, []);
    named.get(s).push(i);
  });

  const fields = {};
  function field(id, label, node) {
    fields[id] = node;
    node.id = "f-" + id;
    const holder = make("label", { htmlFor: node.id }, label);
    $("fields").append(make("div", {}, holder, node));
    holder.append(node);
    return holder;
  }
  const options = (node, pairs) => node.replaceChildren(...pairs.map(([value, text]) => make("option", { value, textContent: text })));
  field("set", "Sentences behind", make("select"));
  options(fields.set, sets.map((set, i) => [i, set.label]));
  const keyLabel = field("key", "Actor", make("select"));
  const withLabel = field("with", "Together with", make("select"));
  const termLabel = field("term", "Word", make("select"));
  facets.forEach((facet, i) => {
    field("facet" + i, facet.name, make("select"));
    options(fields["facet" + i], [["", "all"], ...facet.values.map((v, j) => [j, v])]);
  });
  field("doc", "Document", make("select"));
  options(fields.doc, [["", "all"], ...docs.map((d, i) => [i, d.id])]);
  field("text", "Sentence has", make("input", { type: "search", autocomplete: "off" }));
  const sortLabel = field("sort", "Order", make("select"));
  options(fields.sort, [["", "as in the texts"], ["down", "most negative first"], ["up", "most positive first"]]);

  let rows = [], found = [];
  const tally = (list, of) => {
    const counts = new Map();
    for (const i of list) { const v = of(i); counts.set(v, (counts.get(v) || 0) + 1); }
    return counts;
  };
  const ranked = (counts, name, sampled) => [["", "all"], ...[...counts].filter(([v]) => name(v) !== "")
    .sort((a, b) => b[1] - a[1] || (name(a[0]) < name(b[0]) ? -1 : 1))
    .map(([v, n]) => [v, sampled ? name(v) : `${name(v)} (${n.toLocaleString("en-US")})`])]; // what a sample has is no count
  const labelled = (holder, text) => { holder.firstChild.nodeValue = text; };

  function choose() { // another set: its own keys and words
    const set = sets[fields.set.value];
    rows = set ? unrun(set.runs) : [];
    const kind = rows.length ? kinds[spans.k[rows[0]]] : null;
    const byKey = ranked(tally(rows, (i) => spans.g[i]), (g) => keys[g], set && set.of);
    options(fields.key, byKey);
    options(fields.with, byKey);
    labelled(keyLabel, set ? set.key : "");
    keyLabel.parentElement.hidden = byKey.length < 2;
    withLabel.parentElement.hidden = !(set && set.pair);
    const marked = Boolean(kind && !kind.score);
    termLabel.parentElement.hidden = !marked;
    sortLabel.parentElement.hidden = marked;
    fields.sort.value = "";
    const shown = [...new Set(rows.map((i) => spans.k[i]))].map((k) => kinds[k]);
    $("legend").replaceChildren(...shown.filter((k) => !k.score).map((k) => make("mark", { className: k.look + " is-first is-last", textContent: k.name })),
      shown.some((k) => k.look === "m-hedges") ? " The stronger the hedge, the thicker the line." : "",
      shown.some((k) => k.score) ? "The score, from −1 to +1, stands before its sentence." : "");
    options(fields.term, marked ? ranked(tally(rows, termOf), (t) => t, set.of) : [["", "all"]]);
  }

  function filter() {
    const set = sets[fields.set.value], want = (id) => fields[id].value;
    const key = want("key"), other = want("with"), term = want("term"), doc = want("doc");
    const parts = wanted(want("text"));
    const chosen = facets.map((f, j) => [f.codes, want("facet" + j)]).filter(([, v]) => v !== "");
    const unit = (i) => (set.pair === "document" ? sentences.d[spans.s[i]] : spans.s[i]);
    let both = null;
    if (set && set.pair && key !== "" && other !== "") {
      const has = (k) => new Set(rows.filter((i) => String(spans.g[i]) === k).map(unit));
      const second = has(other);
      both = new Set([...has(key)].filter((u) => second.has(u)));
    }
    const hits = rows.filter((i) => {
      const s = spans.s[i], d = sentences.d[s], g = String(spans.g[i]);
      return (both ? both.has(unit(i)) && (g === key || g === other) : (key === "" || g === key) && (other === "" || g === other))
        && (doc === "" || String(d) === doc)
        && chosen.every(([codes, v]) => String(codes[d]) === v)
        && (term === "" || termOf(i) === term)
        && hasAll(parts, sentences.t[s].toLowerCase().replace(/\s+/g, " "));
    });
    const bySentence = new Map();
    for (const i of hits) {
      if (!bySentence.has(spans.s[i])) bySentence.set(spans.s[i], []);
      bySentence.get(spans.s[i]).push(i);
    }
    found = [...bySentence];
    if (want("sort")) {
      const sign = want("sort") === "up" ? -1 : 1;
      const score = new Map(found.map((f) => [f, sign * Math.min(...f[1].map((i) => sign * spans.v[i]))]));
      found.sort((a, b) => sign * (score.get(a) - score.get(b)) || a[0] - b[0]);
    }
    const inDocs = new Set(found.map(([s]) => sentences.d[s])).size;
    $("status").textContent = `${count(hits.length, "row")} in ${count(found.length, "sentence")} of ${count(inDocs, "document")}.`;
    if (set && set.of) { // a sample: say so, and lead to the whole
      const links = set.files.flatMap((file, i) => [i ? " and " : "", make("a", { href: file.split("/").map(encodeURIComponent).join("/"), textContent: file })]);
      $("status").append(` This page holds ${count(rows.length, "row")} of ${set.of.toLocaleString("en-US")}, drawn by chance, of each group alike; all are in `, ...links, ". What was not drawn is counted, and has no mark here.");
    }
    turn(found.length);
  }

  function sentence(s, mine) {
    const scored = mine.filter((i) => kinds[spans.k[i]].score);
    let marks = mine.filter((i) => !kinds[spans.k[i]].score);
    if (scored.length) {
      const who = new Set(scored.map((i) => spans.g[i]));
      marks = marks.concat((named.get(s) || []).filter((i) => who.has(spans.g[i])));
    }
    const doc = docs[sentences.d[s]];
    return drawSentence({
      chars: lettersOf(s),
      marks: marks.map((i) => ({
        a: spans.a[i], b: spans.b[i], look: kinds[spans.k[i]].look + (spans.w[i] ? " " + spans.w[i] : ""), note: notes[spans.l[i]],
      })),
      scores: scored.map((i) => {
        const v = spans.v[i], who = keys[spans.g[i]];
        return (who ? who + " " : "") + (v > 0 ? "+" : "") + v;
      }),
      cite: doc.cite, id: doc.id, at: sentences.n[s],
    });
  }

  const turn = pager($("pager"), "sentences", SENTENCES, (low, high) =>
    $("found").replaceChildren(...found.slice(low, high).map(([s, mine]) => sentence(s, mine))), $("status"));

  function reset() {
    for (const [id, node] of Object.entries(fields)) if (id !== "set") node.value = "";
  }
  function pick(node, choice, text) { // what a sample has not is chosen too, and has no sentence
    node.value = choice;
    if (node.value === String(choice)) return;
    node.append(make("option", { value: choice, textContent: text }));
    node.value = choice;
  }
  function begin(of) {
    fields.set.value = sets.findIndex((set) => set.name === of);
    choose();
    reset();
  }
  function arrive() {
    filter();
    history.pushState(null, "", "#sentences"); // Back leads to where one came from
    $("sentences-h").focus({ preventScroll: true });
    $("sentences").scrollIntoView();
  }
  function openRow(of, behind, cells) { // from a row of a table of the study to what it counts
    begin(of);
    for (const [column, id] of behind) {
      const value = id === "year" ? cells[column].slice(0, 4) : cells[column];
      const facet = facets.findIndex((f) => f.name === id);
      if (facet < 0) pick(fields[id], keys.indexOf(value), value);
      else pick(fields["facet" + facet], facets[facet].values.indexOf(value), value);
    }
    arrive();
  }
  function open(what, value) { // from a figure or a row of a table to its sentences
    const of = { actor: "mentions", hedge: "hedges", doc: "all" }[what] || what;
    begin(of);
    if (what === "doc") pick(fields.doc, docs.findIndex((d) => d.id === value), value);
    if (what === "actor") pick(fields.key, keys.indexOf(value), value);
    if (what === "hedge") pick(fields.term, value, value);
    arrive();
  }
  document.querySelectorAll("button[data-set]").forEach((b) => b.addEventListener("click", () => open(b.dataset.set)));
  fields.set.addEventListener("change", () => { choose(); reset(); filter(); });
  for (const [id, node] of Object.entries(fields)) if (id !== "set") node.addEventListener(id === "text" ? "input" : "change", filter);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("reset", (event) => { event.preventDefault(); choose(); reset(); filter(); });
  choose();
  filter();
})();
