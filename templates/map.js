// The map on the page, made to be asked. Choosing a card lights its line of sight: what it
// leads to, up to the top goals, and what leads to it. Without this script the page is whole.
// Titles are only ever set as text. Nothing is fetched, stored or sent.
"use strict";
(() => {
  const figure = document.getElementById("the-picture");
  const svg = figure?.querySelector(".frame svg");
  const source = document.getElementById("map-data");
  if (!svg || !source) return;
  const { parts, links } = JSON.parse(source.textContent);
  const frame = figure.querySelector(".frame");
  const at = (name) => figure.querySelector(`.map-${name}`);
  const [words, search, hits, letGo, hint, found] = ["words", "search", "hits", "let-go", "hint", "found"].map(at);
  const MOST_HITS = 12, MOST_WAYS = 6, CLOSEST = 4, READABLE = 0.55; // The last two: px of the screen to one of the picture.

  // The graph: who is above whom, by ids of the map.
  const up = new Map(), down = new Map(), measured = new Map(), harms = [];
  const add = (map, key, value) => map.has(key) ? map.get(key).push(value) : map.set(key, [value]);
  const reasons = new Map(), pair = (from, to) => JSON.stringify([from, to]);
  for (const link of links) {
    if (link.kind === "measures") add(measured, link.from, link.to);
    if (link.kind === "harms") harms.push(link);
    if (link.kind !== "supports") continue;
    add(up, link.from, link.to);
    add(down, link.to, link.from);
    reasons.set(pair(link.from, link.to), link.because);
  }

  // What is drawn: cards, KPIs (one may stand in several cards), and arrows with their words.
  const drawn = new Map();
  for (const one of svg.querySelectorAll("[data-card], [data-kpi]")) {
    const id = one.dataset.card ?? one.dataset.kpi;
    if (Object.hasOwn(parts, id)) add(drawn, id, one);
  }
  const cards = [...svg.querySelectorAll("[data-card]")];
  const arrows = [...svg.querySelectorAll("[data-from]")];
  const middles = new Map(cards.map((card) => {
    const box = card.getBoundingClientRect();
    return [card.dataset.card, box.left + box.width / 2];
  }));

  // Everything reached from some ids, each with the one before it on a shortest way.
  function reached(starts, next) {
    const before = new Map(starts.map((id) => [id, null]));
    for (const id of before.keys())
      for (const other of next.get(id) ?? []) if (!before.has(other)) before.set(other, id);
    return before;
  }

  const wayTo = (id, before) => id === null ? [] : [...wayTo(before.get(id), before), id];

  // Choosing.
  let chosen = null, siblings = [];

  function choose(id, { among = null, block = "nearest" } = {}) {
    if (!drawn.has(id)) return;
    const isKpi = parts[id].kind === "kpi";
    const starts = isKpi ? measured.get(id) ?? [] : [id];
    const above = reached(starts, up), below = reached(starts, down);
    const lit = new Set([id, ...above.keys(), ...below.keys()]);
    const done = harms.filter((harm) => above.has(harm.from));
    const suffered = harms.filter((harm) => starts.includes(harm.to));
    const harmed = new Set([...done.map((harm) => harm.to), ...suffered.map((harm) => harm.from)]);
    light(id, lit, harmed, ({ from, to, kind }) => kind === "harms"
      ? [...done, ...suffered].some((harm) => harm.from === from && harm.to === to)
      : (above.has(from) && above.has(to)) || (below.has(from) && below.has(to)));
    chosen = id;
    siblings = among ?? siblingsOf(starts[0]);
    tell(id, starts, above, below, done, suffered);
    remember(drawn.get(id)[0].id);
    const card = drawn.get(id)[0].closest("[data-card]");
    if (card) { rove(card); card.focus({ preventScroll: true }); }
    (card ?? drawn.get(id)[0]).scrollIntoView({ block, inline: "nearest" });
  }

  function release() {
    if (chosen === null) return;
    chosen = null;
    light(null, new Set(), new Set(), () => false);
    words.replaceChildren();
    remember("");
  }

  const mark = (part, isCurrent) => isCurrent ? part.setAttribute("aria-current", "true") : part.removeAttribute("aria-current");

  function light(id, lit, harmed, isLit) {
    figure.classList.toggle("sighted", id !== null);
    for (const [name, shapes] of drawn) {
      for (const shape of shapes) {
        shape.classList.toggle("lit", lit.has(name));
        shape.classList.toggle("harmed", harmed.has(name) && !lit.has(name));
        shape.classList.toggle("chosen", name === id);
        mark(shape, name === id);
      }
    }
    for (const arrow of arrows) arrow.classList.toggle("lit", isLit(arrow.dataset));
    for (const link of found?.querySelectorAll("[data-see]") ?? []) mark(link, link.dataset.see === id);
    letGo.hidden = id === null;
    hint.hidden = id !== null;
  }

  // In words.
  function make(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  }

  function link(id) {
    const title = make("bdi", "", parts[id].title);
    if (!drawn.has(id)) return title;
    const made = make("a", "", title);
    made.href = "#" + encodeURIComponent(drawn.get(id)[0].id);
    made.dataset.see = id;
    return made;
  }

  const quoted = (id) => ["“", link(id), "”"];

  function listed(ids, most = 5) {
    const said = ids.slice(0, most).flatMap((id, n) => n ? [", ", ...quoted(id)] : quoted(id));
    return ids.length > most ? [...said, ` and ${ids.length - most} more`] : said;
  }

  function told(way) {
    return make("ol", "map-way", ...way.flatMap((id, n) => {
      const step = make("li", "", make("i", "", ["If", "then"][n] ?? "so"), " ", make("span", "", link(id)));
      const because = n && reasons.get(pair(way[n - 1], id));
      if (because) step.lastChild.append(make("span", "because", ", because ", make("bdi", "", because)));
      step.lastChild.append(n === way.length - 1 ? "." : ",");
      return [step, " "];
    }));
  }

  function tell(id, starts, above, below, done, suffered) {
    const part = parts[id], tops = [...above.keys()].filter((name) => parts[name].top);
    const kind = part.kind === "kpi" ? "KPI" : part.top ? "top goal" : part.kind;
    const said = [make("h3", "", make("span", "map-kind", kind), " ", make("bdi", "", part.title))];
    const say = (name, ...content) => said.push(make("p", name, ...content));
    if (part.kind === "kpi")
      starts.length ? say("", "It tells about ", ...listed(starts), ".") : say("", "It measures nothing on this map.");
    const ways = tops.map((top) => wayTo(top, above)).filter((way) => way.length > 1);
    said.push(...ways.slice(0, MOST_WAYS).map(told));
    if (ways.length > MOST_WAYS) say("", `It leads to ${ways.length - MOST_WAYS} more top goals.`);
    if (!tops.length && starts.length) say("gap", "It leads to no goal at the top of this map.");
    const under = below.size - starts.length;
    if (part.kind !== "kpi")
      under ? say("", `${under === 1 ? "1 card leads" : `${under} cards lead`} to it; directly: `, ...listed(down.get(id) ?? []), ".")
        : say("", "Nothing on this map leads to it.");
    for (const harm of done) {
      const who = harm.from === id ? ["It"] : quoted(harm.from);
      say("map-harm", ...who, " works against ", ...quoted(harm.to), harm.because ? ", because " : "", make("bdi", "", harm.because), ".");
    }
    for (const harm of suffered)
      say("map-harm", ...quoted(harm.from), " works against ", ...(harm.to === id ? ["it"] : quoted(harm.to)), ".");
    if (part.place) {
      say("map-read", make("a", "", "Read it in the story"));
      said.at(-1).firstChild.href = part.place;
    }
    words.replaceChildren(...said);
    words.scrollTop = 0;
  }

  // Following the links by keyboard.
  const byPlace = (ids) => [...new Set(ids)].filter((id) => middles.has(id)).sort((a, b) => middles.get(a) - middles.get(b));

  function siblingsOf(id) {
    const parents = up.get(id);
    return byPlace(parents ? down.get(parents[0]) : [...middles.keys()].filter((other) => !up.has(other)));
  }

  function follow(key) {
    const from = parts[chosen].kind === "kpi" ? (measured.get(chosen) ?? [])[0] : chosen;
    if (from === undefined) return;
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const place = siblings.indexOf(from) + (key === "ArrowRight" ? 1 : -1);
      return choose(siblings.at(place % siblings.length), { among: siblings });
    }
    if (from !== chosen && key === "ArrowUp") return choose(from);
    const among = byPlace((key === "ArrowUp" ? up : down).get(from) ?? []);
    const far = (id) => Math.abs(middles.get(id) - middles.get(from));
    const next = [...among].sort((a, b) => far(a) - far(b))[0];
    if (next !== undefined) choose(next, { among });
  }

  // One card can be reached by Tab; the arrow keys lead on from there.
  function rove(card) {
    for (const other of cards) other.setAttribute("tabindex", other === card ? "0" : "-1");
  }

  // Zooming: the picture gets wider, and its frame scrolls.
  const natural = svg.viewBox.baseVal.width, tall = svg.viewBox.baseVal.height;
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const room = () => frame.clientWidth - 2 * parseFloat(getComputedStyle(frame).paddingLeft);
  const scale = () => svg.getBoundingClientRect().width / natural;

  function zoom(wanted, x = frame.clientWidth / 2, y = frame.clientHeight / 2) {
    const least = Math.min(room() / natural, (innerHeight * 0.8) / tall), before = scale();
    const now = Math.max(least, Math.min(CLOSEST, wanted));
    const left = (frame.scrollLeft + x) / before, top = (frame.scrollTop + y) / before;
    sheet.replaceSync(`@media screen { #the-picture.live .frame svg { width: ${(now * natural).toFixed(1)}px; }
      #the-picture.live { --px: ${(1 / now).toFixed(3)}px; } }`);
    frame.classList.toggle("near", now * natural > room() + 1);
    frame.scrollTo(left * now - x, top * now - y);
  }

  // Search.
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const index = [...drawn.keys()].map((id) => [id, plain(parts[id].title)]);

  function look() {
    const wanted = plain(search.value).split(/\s+/).filter(Boolean);
    const hit = wanted.length ? index.filter(([, title]) => wanted.every((word) => title.includes(word))) : [];
    hits.replaceChildren(...hit.slice(0, MOST_HITS).map(([id]) =>
      make("li", "", link(id), " ", make("span", "map-kind", parts[id].kind === "kpi" ? "KPI" : parts[id].kind))));
    const shown = hit.length > MOST_HITS ? `${hit.length} found, the first ${MOST_HITS}:` : `${hit.length} found`;
    at("count").textContent = wanted.length ? shown : "";
  }

  // What a reader does.
  function remember(name) {
    try {
      history.replaceState(null, "", name ? "#" + encodeURIComponent(name) : location.href.split("#")[0]);
    } catch { /* A page in a frame may have no history. */ }
  }
  function seeHash() {
    const there = [...drawn.values()].find(([one]) => "#" + encodeURIComponent(one.id) === location.hash || "#" + one.id === location.hash);
    const id = there?.[0].dataset.card ?? there?.[0].dataset.kpi;
    if (there) choose(id, { block: parts[id].top ? "center" : "end" }); // Lines of sight go up.
  }

  let drag = null, dragged = false; // A pointer that draws the picture along chooses nothing.
  frame.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.pointerType === "mouse" && event.button === 0)
      drag = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop };
  });
  addEventListener("pointermove", (event) => {
    if (!drag) return;
    const dx = event.clientX - drag.x, dy = event.clientY - drag.y;
    dragged ||= Math.hypot(dx, dy) > 4;
    if (dragged) frame.scrollTo(drag.left - dx, drag.top - dy);
  });
  addEventListener("pointerup", () => { drag = null; });
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = frame.getBoundingClientRect();
    zoom(scale() * Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  frame.addEventListener("click", (event) => {
    if (dragged) return;
    const part = event.target.closest("[data-kpi], [data-card]");
    if (part) choose(part.dataset.kpi ?? part.dataset.card);
    else release();
  });
  document.addEventListener("click", (event) => {
    const see = event.target.closest("[data-see]");
    if (!see || !drawn.has(see.dataset.see)) return;
    event.preventDefault();
    choose(see.dataset.see);
  });
  figure.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    if (event.key === "Escape") return release();
    if (!frame.contains(event.target)) return;
    const card = event.target.closest("[data-card]");
    if (card && (event.key === "Enter" || event.key === " ")) choose(card.dataset.card);
    else if (event.key === "+" || event.key === "=") zoom(scale() * 1.25);
    else if (event.key === "-") zoom(scale() / 1.25);
    else if (chosen !== null && event.key.startsWith("Arrow")) follow(event.key);
    else return;
    event.preventDefault();
  });
  search.addEventListener("input", look);
  search.addEventListener("keydown", (event) => {
    const first = hits.querySelector("a");
    if (!first || !["Enter", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Enter") choose(first.dataset.see); else first.focus();
  });
  letGo.addEventListener("click", () => { release(); frame.focus({ preventScroll: true }); });
  at("nearer").addEventListener("click", () => zoom(scale() * 1.25));
  at("farther").addEventListener("click", () => zoom(scale() / 1.25));
  at("fit").addEventListener("click", () => zoom(0));
  addEventListener("hashchange", seeHash);

  // Where the story tells of a card, a link leads to it on the map.
  for (const id of drawn.keys()) {
    const name = parts[id].place.startsWith("#") ? decodeURIComponent(parts[id].place.slice(1)) : "";
    const place = document.getElementById(name)?.querySelector(".line > p, .meta, th, dt");
    if (!place) continue;
    const see = link(id);
    see.className = "see";
    see.replaceChildren("on the map", make("span", "unseen", ": ", ...see.childNodes));
    place.append(" ", see);
  }

  svg.setAttribute("role", "application");
  for (const card of cards) card.setAttribute("role", "button");
  if (cards.length) rove(drawn.get(Object.keys(parts).find((id) => parts[id].top && drawn.has(id)))?.[0] ?? cards[0]);
  for (const part of figure.querySelectorAll("[data-live]")) part.hidden = false;
  letGo.hidden = true;
  figure.classList.add("live");
  zoom(Math.max(room() / natural, READABLE), 0, 0);
  seeHash();
})();
