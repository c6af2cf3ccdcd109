// What is said of a chosen card or KPI: its line of sight, its owner, its KPIs and findings.
// Titles and reasons are only ever set as text.
function wordsOf(graph, link) {
  const MOST_WAYS = 6;
  const { parts } = graph;
  const kindOf = (id) => parts[id].kind === "kpi" ? "KPI" : parts[id].top ? "top goal" : parts[id].kind;

  function make(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content.filter((one) => one !== ""));
    return made;
  }

  const para = (className, ...content) => make("p", className, ...content);
  const text = (words) => make("bdi", "", words);
  const quoted = (id) => ["“", link(id), "”"];
  const headed = (heading, ...content) => content.length ? [make("h4", "", heading), ...content] : [];

  const titles = (all) => all.flatMap((title, n) => [n ? ", “" : "“", text(title), "”"]);

  function listed(ids, most = 5) {
    const said = ids.slice(0, most).flatMap((id, n) => n ? [", ", ...quoted(id)] : quoted(id));
    return ids.length > most ? [...said, ` and ${ids.length - most} more`] : said;
  }

  function step(way, id, n) {
    const because = n && graph.because(way[n - 1], id), last = n === way.length - 1;
    const said = make("span", "", link(id), because ? make("span", "because", ", because ", text(because)) : "", last ? "." : ",");
    return make("li", n ? "" : "first", make("i", "", ["If", "then"][n] ?? "so"), " ", said);
  }

  // With the spaces that keep the words apart for whoever copies or hears them.
  const told = (way) => make("ol", "map-way", ...way.flatMap((id, n) => [step(way, id, n), " "]));

  function leads({ id, starts, tops, ends, ways }) {
    const said = ways.slice(0, MOST_WAYS).map(told);
    if (ways.length > MOST_WAYS) said.push(para("", `And ${ways.length - MOST_WAYS} more, lit on the map.`));
    for (const end of ends) {
      const who = end === id ? ["It"] : quoted(end);
      said.push(para("map-beyond", ...who, " leads out of this part of the map, to ", ...titles(parts[end].beyond), "."));
    }
    if (!tops.length && !ends.length && starts.length) said.push(para("gap", "It leads to no goal at the top of this map."));
    else if (!said.length && parts[id].top) said.push(para("", "It stands at the top: all below leads here."));
    return said;
  }

  function under({ id, starts, below }) {
    const count = below.size - starts.length, direct = graph.down.get(id) ?? [];
    const outside = parts[id].before.length
      ? [para("map-beyond", "Outside of this part of the map ", ...titles(parts[id].before), " leads to it.")] : [];
    if (!count) return outside.length ? outside : [para("gap", "Nothing on this map leads to it.")];
    const all = `${count === 1 ? "1 card leads" : `${count} cards lead`} to it`;
    return [para("", all, count > direct.length ? "; directly: " : ": ", ...listed(direct), "."), ...outside];
  }

  function harm({ from, to, because }, id) {
    const who = from === id ? ["It"] : quoted(from), whom = to === id ? ["it"] : quoted(to);
    return para("map-harm", ...who, " works against ", ...whom, because ? ", because " : "", text(because), ".");
  }

  // A mark that stands elsewhere on the page, once more.
  const copied = (selector, place) => (place && place.querySelector(selector)?.cloneNode(true)) ?? "";
  const rowOf = (id) => parts[id].place.startsWith("#") ? document.getElementById(decodeURIComponent(parts[id].place.slice(1))) : null;

  const kpi = (id, name) => make("li", "", copied(".state", rowOf(id)), make("span", "", name, " ",
    make("span", "map-figures", parts[id].figures || "no numbers"), parts[id].standing ? `, ${parts[id].standing}` : ""));

  // The findings about some ids, from the list of them all, each with its question.
  const noted = [...document.querySelectorAll(".map-found [data-about]")];

  function findings(ids, shown) {
    return noted.filter((one) => ids.includes(one.dataset.about)).map((one) => {
      const said = one.cloneNode(true), to = said.querySelector("a");
      to.removeAttribute("data-see");
      to.removeAttribute("aria-current");
      if (one.dataset.about === shown) to.replaceChildren(to.querySelector(".headline").textContent);
      return said;
    });
  }

  const list = (name, ...rows) => rows.length ? [make("ul", name, ...rows)] : [];

  function owner(id) {
    const { owner, kind } = parts[id];
    return owner ? para("map-owner", "Owned by ", text(owner)) : para("map-owner gap", `Nobody owns this ${kind === "kpi" ? "KPI" : kind}`);
  }

  function tell(sight) {
    const { id, starts, done, suffered } = sight, part = parts[id], isKpi = part.kind === "kpi";
    const kpis = isKpi ? [] : graph.kpisOf(id);
    const about = isKpi ? [para("", ...(starts.length ? ["It tells about ", ...listed(starts), "."] : ["It measures nothing on this map."]))] : [];
    const numbers = isKpi ? list("map-kpis", kpi(id, "")) : list("map-kpis", ...kpis.map((one) => kpi(one, link(one))));
    const read = para("map-read", make("a", "", "Read it in the story"));
    read.firstChild.href = part.place;
    return [
      para("map-kind", kindOf(id), part.band ? " · " : "", text(part.band ?? "")), " ",
      make("h3", "", text(part.title)), " ",
      owner(id), " ",
      ...headed("Line of sight", ...about, ...leads(sight), ...[...done, ...suffered].map((one) => harm(one, id))),
      ...(isKpi ? [] : headed("What leads to it", ...under(sight))),
      ...headed(isKpi ? "How it stands" : "How we will know", ...numbers),
      ...headed("What was found here", ...list("map-here", ...findings([id, ...kpis], id))),
      part.place ? read : "",
    ];
  }

  // The same in one sentence, for those who hear the page.
  function spoken({ id, ways, done }) {
    const way = ways[0]?.slice(1).map((name) => parts[name].title).join(", so ");
    const harmed = done.map((one) => parts[one.to].title).join(", ");
    return [`${kindOf(id)} ${parts[id].title}`, way && `leads to ${way}`, harmed && `works against ${harmed}`].filter(Boolean).join("; ") + ".";
  }

  return { tell, spoken, make };
}
