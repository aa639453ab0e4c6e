/* Says in words what a cell of a difference shows: what was, what is, and what each reason adds. */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const MINUS = "\u2212";
  const element = (...all) => heatmap.element(...all);
  const whole = (value) => heatmap.words.whole(value);

  /* What a difference's cell has besides: the earlier numbers, both bands, and whether it crossed one. */
  function read(payload, r, c) {
    const { was, band, crossed } = payload.cells;
    return {
      was: { load: was.load[r][c], capacity: was.capacity[r][c], saturation: was.saturation[r][c], band: was.band[r][c] },
      band: band[r][c], crossed: crossed[r][c],
    };
  }

  const rounded = (perMille) => heatmap.words.percent(Math.round(perMille / 10));
  const some = (value, say, otherwise) => (value === null || value === undefined ? otherwise : say(value));
  const arrow = (from, to) => (from === to ? from : `${from} \u2192 ${to}`);
  const fullness = (cell) => some(cell.saturation, rounded, cell.capacity === null ? "no headcount" : "no capacity");
  const saturation = (cell) => arrow(fullness(cell.was), fullness(cell));
  const load = (cell) => `${arrow(whole(cell.was.load), whole(cell.load))} hours`;
  const capacity = (cell) => `${arrow(some(cell.was.capacity, whole, "not known"), some(cell.capacity, whole, "not known"))} hours`;
  const bands = (cell) => arrow(cell.was.band, cell.band);

  function headline(payload, cell) {
    if (cell.state === "blank") return "unchanged";
    if (cell.state === "noData") return "can not be compared";
    return `${cell.text} ${payload.unit}`;
  }

  function crossing(cell) {
    if (cell.crossed === "0") return "";
    return `crossed from band ${cell.was.band} ${cell.crossed === "u" ? "up" : "down"} to ${cell.band}`;
  }

  /* “saturation 36 % → 171 %, load 804 → 3,787 hours, crossed from band A up to E” */
  function facts(_payload, cell) {
    if (cell.state === "blank") return [`saturation ${saturation(cell)}`];
    const said = [`saturation ${saturation(cell)}`, `load ${load(cell)}`];
    if (cell.was.capacity !== cell.capacity) said.push(`capacity ${capacity(cell)}`);
    return said.concat(crossing(cell) || []);
  }

  function figures(_payload, cell) {
    const pairs = [["Saturation", saturation(cell)], ["Load", load(cell)], ["Capacity", capacity(cell)], ["Band", bands(cell)]];
    return element("dl", { class: "tip-figures" }, ...pairs.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
  }

  /* What a reason adds: “+43 points”, “−520 hours”. */
  function amount(payload, value) {
    const saturated = payload.difference.measure === "saturation";
    const size = saturated ? Math.abs(value) / 10 : Math.abs(value);
    const digits = saturated && size < 9.95 ? heatmap.words.tenths(size) : whole(size);
    return `${value > 0 ? "+" : MINUS}${digits} ${saturated ? "points" : "hours"}`;
  }

  /* The table's columns after the row, its code and its week. */
  function heads(payload) {
    const number = (name, pick, say) => ({ name, number: true, sort: pick, say: (cell) => some(pick(cell), say, "") });
    const change = (cell) => (cell.state === "blank" ? 0 : cell.state === "step" ? of(payload.difference.measure)(cell) : null);
    const of = (measure) => (cell) => (cell[measure] === null || cell.was[measure] === null ? null : cell[measure] - cell.was[measure]);
    return [
      { name: `${payload.measureLabel}, ${payload.difference.measure === "saturation" ? "points" : "hours"}`, number: true, sort: change, say: (cell) => (cell.state === "step" ? cell.text : headline(payload, cell)) },
      { name: "Step", sort: (cell) => cell.letter, say: (cell) => (cell.step ? cell.step.name : ""), short: true },
      number("Saturation before", (cell) => cell.was.saturation, rounded), number("Saturation after", (cell) => cell.saturation, rounded),
      number("Load before, hours", (cell) => cell.was.load, whole), number("Load after, hours", (cell) => cell.load, whole),
      number("Capacity before, hours", (cell) => cell.was.capacity, whole), number("Capacity after, hours", (cell) => cell.capacity, whole),
      { name: "Band crossed", sort: (cell) => (cell.crossed === "0" ? "" : cell.crossed), say: (cell) => (cell.crossed === "0" ? "" : bands(cell)), short: true },
      { name: "Chief causes", sort: (cell) => cell.causes.length, say: (cell) => cell.causes.map((cause) => `${cause.name} ${amount(payload, cause.share)}`).join("; "), wide: true },
    ];
  }

  heatmap.difference = { read, headline, facts, figures, amount, heads };
})(window.heatmap);
