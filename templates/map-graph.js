// The map as a graph: who leads to whom, by ids of the map, and what the line of sight of one
// of them holds.
function graphOf({ parts, links }) {
  const up = new Map(), down = new Map(), measured = new Map(), measuring = new Map();
  const reasons = new Map(), harms = links.filter((link) => link.kind === "harms");
  const add = (map, key, value) => map.has(key) ? map.get(key).push(value) : map.set(key, [value]);
  const pair = (from, to) => JSON.stringify([from, to]);
  for (const { from, to, kind, because } of links) {
    if (kind === "measures") {
      add(measured, from, to);
      add(measuring, to, from);
    } else if (kind === "supports") {
      add(up, from, to);
      add(down, to, from);
      reasons.set(pair(from, to), because);
    }
  }

  // Everything reached from some ids, each with the one before it on a shortest way.
  function reached(starts, next) {
    const before = new Map(starts.map((id) => [id, null]));
    for (const id of before.keys())
      for (const other of next.get(id) ?? []) if (!before.has(other)) before.set(other, id);
    return before;
  }

  function way(id, before) {
    const steps = [];
    for (let at = id; at !== null; at = before.get(at)) steps.unshift(at);
    return steps;
  }

  // The shortest way to each end, and then one over each neighbour that none of them passes.
  function waysOf(starts, above, ends) {
    const ways = ends.map((end) => way(end, above)).filter((steps) => steps.length > 1);
    const passed = new Set(ways.flat());
    for (const start of starts) {
      for (const next of up.get(start) ?? []) {
        const from = reached([next], up), end = [...from.keys()].find((id) => ends.includes(id));
        if (passed.has(next) || end === undefined) continue;
        ways.push([start, ...way(end, from)]);
        passed.add(next);
      }
    }
    return ways;
  }

  // A KPI sees from the cards that it measures. `done` are harms on the way up, `suffered`
  // those that strike where the line starts.
  function sightOf(id) {
    const starts = parts[id].kind === "kpi" ? measured.get(id) ?? [] : [id];
    const above = reached(starts, up), below = reached(starts, down);
    const done = harms.filter((harm) => above.has(harm.from));
    const suffered = harms.filter((harm) => starts.includes(harm.to));
    const tops = [...above.keys()].filter((name) => parts[name].top);
    const ends = [...above.keys()].filter((name) => !parts[name].top && parts[name].beyond?.length);
    const ways = waysOf(starts, above, [...tops, ...ends]);
    const struck = new Set([...done.map((harm) => harm.to), ...suffered.map((harm) => harm.from)]);
    const isHarm = ({ from, to }) => [...done, ...suffered].some((harm) => harm.from === from && harm.to === to);
    return {
      id, starts, above, below, done, suffered, tops, ends, ways, struck,
      isAbove: ({ from, to, kind }) => kind === "harms" ? isHarm({ from, to }) : above.has(from) && above.has(to),
      isBelow: ({ from, to, kind }) => kind !== "harms" && below.has(from) && below.has(to),
    };
  }

  return {
    parts, up, down, measured, sightOf,
    kpisOf: (id) => measuring.get(id) ?? [],
    because: (from, to) => reasons.get(pair(from, to)),
  };
}
