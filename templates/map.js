// The map on the page, made to be asked. Choosing a card lights its line of sight: what it
// leads to, up to the top goals, and what leads to it. Without this script the page is whole.
// Nothing is fetched, stored or sent. Before it stand map-graph.js, map-stage.js, map-words.js.
const figure = document.getElementById("the-picture"), source = document.getElementById("map-data");
if (figure?.querySelector(".frame svg") && source) answering(figure, JSON.parse(source.textContent));

function answering(figure, data) {
  const MOST_HITS = 12;
  const frame = figure.querySelector(".frame"), svg = frame.querySelector("svg");
  const at = (name) => figure.querySelector(`.map-${name}`);
  const [told, words, spoken, search, hits, found] = ["told", "words", "spoken", "search", "hits", "found"].map(at);
  const graph = graphOf(data), { parts } = graph;
  const stage = stageOf(frame, svg), { wasDragged } = gestures(frame, stage);
  const { tell, spoken: inOneSentence, make } = wordsOf(graph, link);

  // What is drawn: cards, KPIs (one may stand in several cards), and arrows with their words.
  const drawn = new Map();
  for (const one of svg.querySelectorAll("[data-card], [data-kpi]")) {
    const id = one.dataset.card ?? one.dataset.kpi;
    if (Object.hasOwn(parts, id)) drawn.set(id, [...drawn.get(id) ?? [], one]);
  }
  const cards = [...svg.querySelectorAll("[data-card]")], arrows = [...svg.querySelectorAll("[data-from]")];
  const across = new Map(cards.map((card) => [card.dataset.card, card.transform.baseVal.consolidate()?.matrix.e ?? 0]));
  const shapeOf = (id) => drawn.get(id)[0].closest("[data-card]") ?? drawn.get(id)[0];

  function link(id) {
    const title = make("bdi", "", parts[id].title);
    if (!drawn.has(id)) return title;
    const made = make("a", "", title);
    made.href = "#" + encodeURIComponent(drawn.get(id)[0].id);
    made.dataset.see = id;
    return made;
  }

  // Choosing. `sight` shows the whole line of sight as large as it can be; `stays` leaves the
  // address alone; `walked` is for the steps of the arrow keys, which come many at once.
  let chosen = null, seen = null, siblings = [];

  function choose(id, { among = null, sight = false, stays = false, walked = false } = {}) {
    if (!drawn.has(id)) return;
    chosen = id;
    seen = graph.sightOf(id);
    siblings = among ?? siblingsOf(seen.starts[0]);
    light();
    words.replaceChildren(...tell(seen));
    spoken.textContent = inOneSentence(seen);
    if (!stays) remember(drawn.get(id)[0].id, walked);
    at("back").hidden = !history.state?.step;
    const card = drawn.get(id)[0].closest("[data-card]");
    // All is written before anything is asked of the layout: it is reckoned once.
    if (card) rove(card, true);
    for (const part of [at("side"), told]) part.scrollTop = 0;
    if (sight) arrive();
    else stage.show([shapeOf(id)], covered());
    const box = shapeOf(id).getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) comeIntoView();
  }

  function release({ stays = false } = {}) {
    if (chosen === null) return;
    chosen = seen = null;
    light();
    words.replaceChildren();
    spoken.textContent = "";
    if (!stays) remember("");
  }

  const setFlag = (part, isOn) => isOn ? part.setAttribute("aria-current", "true") : part.removeAttribute("aria-current");

  function light() {
    figure.classList.toggle("sighted", chosen !== null);
    for (const [name, shapes] of drawn) {
      const isAbove = seen?.above.has(name), isLit = isAbove || seen?.below.has(name) || name === chosen;
      for (const { classList } of shapes) {
        classList.toggle("lit", Boolean(isLit));
        classList.toggle("feeding", Boolean(isLit && !isAbove && name !== chosen));
        classList.toggle("harmed", Boolean(!isLit && seen?.struck.has(name)));
        classList.toggle("chosen", name === chosen);
      }
      for (const shape of shapes) setFlag(shape, name === chosen);
    }
    for (const { classList, dataset } of arrows) {
      const isAbove = seen?.isAbove(dataset), isBelow = seen?.isBelow(dataset);
      classList.toggle("lit", Boolean(isAbove || isBelow));
      classList.toggle("feeding", Boolean(isBelow && !isAbove));
    }
    for (const one of found?.querySelectorAll("[data-see]") ?? []) setFlag(one, one.dataset.see === chosen);
    for (const one of figure.querySelectorAll("[data-chosen]")) one.hidden = (one.dataset.chosen === "yes") !== (chosen !== null);
  }

  // On a small screen what is said lies over the foot of the picture.
  const covered = () => Math.max(0, frame.getBoundingClientRect().bottom - told.getBoundingClientRect().top) * lies(told);
  const lies = (part) => getComputedStyle(part).position === "sticky" ? 1 : 0;

  function showSight() {
    const names = [...seen.above.keys(), ...(seen.ways.length ? [] : seen.below.keys()), chosen];
    stage.fit(names.flatMap((name) => drawn.get(name) ?? []), covered());
    stage.show([shapeOf(chosen)], covered());
  }

  // With its tools, if they fit into the window with it.
  function comeIntoView() {
    const { top, bottom } = frame.getBoundingClientRect(), above = top - figure.getBoundingClientRect().top;
    (above + bottom - top <= innerHeight ? figure : frame).scrollIntoView({ block: "start" });
  }

  function arrive() {
    const { top, bottom } = frame.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight + 1) comeIntoView();
    showSight();
  }

  // Following the links by keyboard.
  const byPlace = (ids) => [...new Set(ids)].filter((id) => across.has(id)).sort((a, b) => across.get(a) - across.get(b));

  function siblingsOf(id) {
    const parents = graph.up.get(id);
    return byPlace(parents ? graph.down.get(parents[0]) : [...across.keys()].filter((other) => !graph.up.has(other)));
  }

  function follow(key, start) {
    const from = parts[start].kind === "kpi" ? (graph.measured.get(start) ?? [])[0] : start;
    if (from === undefined) return;
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const among = chosen === null ? siblingsOf(from) : siblings;
      const place = among.indexOf(from) + (key === "ArrowRight" ? 1 : -1);
      return choose(among.at(place % among.length), { among, walked: true });
    }
    if (from !== start && key === "ArrowUp") return choose(from, { walked: true });
    const among = byPlace((key === "ArrowUp" ? graph.up : graph.down).get(from) ?? []);
    const far = (id) => Math.abs(across.get(id) - across.get(from));
    const next = [...among].sort((a, b) => far(a) - far(b))[0];
    if (next !== undefined) choose(next, { among, walked: true });
  }

  // One card can be reached by Tab; the arrow keys lead on from there.
  let roving = null;

  function rove(card, isFocused = false) {
    const before = roving;
    roving = card;
    card.setAttribute("tabindex", "0");
    if (isFocused) card.focus({ preventScroll: true });
    if (before !== card) before?.setAttribute("tabindex", "-1"); // While it has the focus this is slow.
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

  function forgetHits() {
    search.value = "";
    look();
  }

  // The address names what is chosen, so that the browser's Back leads to what was seen before.
  function remember(name, walked = false) {
    const url = location.href.split("#")[0] + (name ? "#" + encodeURIComponent(name) : "");
    if (url === location.href) return;
    const isNext = walked && history.state?.walked, step = (history.state?.step ?? 0) + (isNext ? 0 : 1);
    try {
      history[isNext ? "replaceState" : "pushState"]({ step, walked }, "", url);
    } catch { /* A page in a frame may have no history. */ }
  }

  const named = new Map([...drawn].flatMap(([id, [one]]) => [["#" + one.id, id], ["#" + encodeURIComponent(one.id), id]]));

  function seeAddress(event) {
    const id = named.get(location.hash);
    if (id === undefined) release({ stays: true });
    else if (id !== chosen) choose(id, { sight: true, stays: true });
    else if (event?.type === "hashchange") arrive();  // The browser has scrolled to the card meanwhile.
  }

  // What a reader does.
  const KEYS = {
    Escape: () => release(), "+": () => stage.zoom(stage.scale() * 1.25), "=": () => stage.zoom(stage.scale() * 1.25),
    "-": () => stage.zoom(stage.scale() / 1.25), 0: stage.whole, "/": () => search.focus(),
  };
  frame.addEventListener("click", (event) => {
    if (wasDragged()) return;
    const part = event.target.closest("[data-kpi], [data-card]");
    if (part) choose(part.dataset.kpi ?? part.dataset.card);
    else release();
  });
  document.addEventListener("click", (event) => {
    const see = event.target.closest("[data-see]");
    if (!see || !drawn.has(see.dataset.see) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(see.dataset.see, { sight: !words.contains(see) });
    if (hits.contains(see)) forgetHits();
  });
  figure.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.ctrlKey || event.target === search) return;
    const card = event.target.closest("[data-card]"), start = chosen ?? card?.dataset.card;
    if (card && (event.key === "Enter" || event.key === " ")) choose(card.dataset.card);
    else if (Object.hasOwn(KEYS, event.key)) KEYS[event.key]();
    else if (start !== undefined && frame.contains(event.target) && event.key.startsWith("Arrow")) follow(event.key, start);
    else return;
    event.preventDefault();
  });
  search.addEventListener("input", look);
  search.addEventListener("keydown", (event) => {
    const first = hits.querySelector("a");
    if (event.key === "Escape" && search.value) forgetHits();
    else if (event.key === "Escape") release();
    else if (first && event.key === "Enter") first.click();
    else if (first && event.key === "ArrowDown") first.focus();
    else return;
    event.preventDefault();
  });
  const press = (name, action) => at(name).addEventListener("click", action);
  press("let-go", () => { release(); frame.focus({ preventScroll: true }); });
  press("back", () => history.back());
  press("sight", showSight);
  press("nearer", KEYS["+"]);
  press("farther", KEYS["-"]);
  press("fit", stage.whole);
  press("full", () => document.fullscreenElement ? document.exitFullscreen() : figure.requestFullscreen());
  at("full").hidden = !document.fullscreenEnabled;
  document.addEventListener("fullscreenchange", () =>
    at("full").setAttribute("aria-pressed", String(document.fullscreenElement === figure)));
  for (const name of ["popstate", "hashchange"]) addEventListener(name, seeAddress);

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
  for (const card of cards) {
    card.setAttribute("role", "button");
    card.setAttribute("tabindex", "-1");
  }
  if (cards.length) rove(drawn.get(Object.keys(parts).find((id) => parts[id].top && drawn.has(id)))?.[0] ?? cards[0]);
  for (const part of figure.querySelectorAll("[data-live]")) part.hidden = false;
  light();
  figure.classList.add("live");
  stage.open();
  seeAddress();
  // The browser goes to what the address names by its own lights, and later than this.
  addEventListener("load", () => requestAnimationFrame(() => { if (chosen !== null) arrive(); }));
}
