/* XmR control charts of lead indicators: value, mean, limits stepped by phase, target, signals as shapes, go-lives as ticks.
 *
 * The kinds "xmr" (large, walked by keyboard) and "xmr-small" (small; the place it stands in says in words what it shows).
 * Specs are those of heatmap/figures/indicators/performance.py; series: {periods, values, marks, phases, golives}, see figures/indicators/xmr.py.
 * heatmap.xmr.small(host, series, height) draws a small one; heatmap.xmr.plot draws the lines into any frame.
 */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  /* Of each mark: its shape, its class, and what the legend calls it. */
  const SIGNALS = {
    U: ["up", "is-concern", "concern, on the high side"],
    D: ["down", "is-concern", "concern, on the low side"],
    I: ["diamond", "is-better", "improvement"],
    H: ["up", "is-plain", "unusually high"],
    L: ["down", "is-plain", "unusually low"],
    x: ["cross", "is-out", "left out: over 5 % of the records have no unit"],
  };
  const LINES = ["upper", "mean", "lower", "target"];
  const LEFT_OUT = "x";
  const ROOM = 0.06; // of the values' range, above and below
  const charts = () => heatmap.charts;

  function rangeOf({ values, phases }) {
    const shown = values.concat(phases.flatMap((phase) => LINES.map((line) => phase[line]))).filter((value) => value !== null);
    const [low, high] = [Math.min(...shown), Math.max(...shown)];
    const room = (high - low || Math.abs(high) || 1) * ROOM;
    return [low - room, high + room];
  }

  /* Scales of a series in a box {left, right, top, bottom}; `edges` are the pixels between which each phase lies. */
  function scales(series, box) {
    const { periods, phases, golives } = series;
    const last = periods.length - 1;
    const end = [periods[last], ...golives.map(([on]) => on)].sort().pop();
    const x = charts().time([periods[0], end], [box.left + 4, box.right - 4]);
    const y = charts().linear(rangeOf(series), [box.bottom, box.top]);
    const at = periods.map(x);
    const edge = (place) => (place <= 0 ? box.left : place > last ? box.right : (at[place - 1] + at[place]) / 2);
    const edges = phases.map((phase, n) => [edge(phase.start), edge(n + 1 < phases.length ? phases[n + 1].start : last + 1)]);
    return { x, y, at, edges };
  }

  /* Limits, mean, target and the line of values; the points are the caller's. */
  function plot(add, series, box) {
    const made = scales(series, box);
    const { y, at, edges } = made;
    series.phases.forEach((phase, n) => {
      const [x1, x2] = edges[n];
      const across = (name, value) => value !== null && add("line", { class: `xmr-${name}`, x1, x2, y1: y(value), y2: y(value) });
      if (phase.upper !== null) add("rect", { class: "xmr-band", x: x1, y: y(phase.upper), width: Math.max(0, x2 - x1), height: Math.max(0, y(phase.lower) - y(phase.upper)) });
      for (const name of LINES) across(name, phase[name]);
    });
    for (const [on] of series.golives) if (on >= series.periods[0]) add("line", { class: "xmr-tick", x1: made.x(on), x2: made.x(on), y1: box.bottom, y2: box.bottom - 5 });
    const points = series.values.map((value, i) => (series.marks[i] === LEFT_OUT ? null : [at[i], y(value)]));
    add("path", { class: "xmr-line", d: charts().line(points) });
    return made;
  }

  function shapeOf(mark, x, y, size) {
    const [name, kind] = SIGNALS[mark] || ["circle", "is-none"];
    return { class: `xmr-point ${kind}`, d: charts().shape(name, x, y, size) };
  }

  /* A small chart: no axes but the first and the last day; drawn into an element that has a width. */
  function small(host, series, height = 92) {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const width = Math.floor(host.clientWidth / rem);
    if (!width) return;
    const node = charts().svg("svg", { class: "chart-drawing xmr", viewBox: `0 0 ${width} ${height}`, width: width * rem, height: height * rem, "aria-hidden": true });
    const add = (...all) => { const made = charts().svg(...all); node.append(made); return made; };
    const { y, at } = plot(add, series, { left: 0, right: width, top: 4, bottom: height - 16 });
    series.values.forEach((value, i) => { if (series.marks[i] !== ".") add("path", shapeOf(series.marks[i], at[i], y(value), 7)); });
    const last = series.values.length - 1;
    if (series.marks[last] === ".") add("path", { class: "xmr-point is-last", d: charts().shape("circle", at[last], y(series.values[last]), 5) });
    const label = (x, anchor, iso) => add("text", { class: "chart-axis", x, y: height - 3, "text-anchor": anchor }, `${heatmap.words.monthName(iso)} ${iso.slice(0, 4)}`);
    label(0, "start", series.periods[0]);
    if (last > 0) label(width, "end", series.periods[last]);
    host.replaceChildren(node);
  }

  const saying = (places, least = places) => (value) => value.toLocaleString("en-GB", { minimumFractionDigits: least, maximumFractionDigits: places });
  const NAMES = { upper: "upper limit", mean: "mean", lower: "lower limit", target: "target" };

  /* What each line of the last phase is: [line, words]. */
  function labelsOf({ series, places }) {
    const phase = series.phases[series.phases.length - 1];
    return LINES.filter((line) => phase[line] !== null).map((line) => [line, `${NAMES[line]} ${(line === "target" ? saying(3, 0) : saying(places))(phase[line])}`, phase[line]]);
  }

  /* Beside the last phase; labels that would touch are moved apart. */
  function lineLabels(frame, spec, y) {
    let before = -Infinity;
    for (const [line, words, value] of labelsOf(spec).sort((a, b) => b[2] - a[2])) {
      before = Math.max(y(value), before + 14);
      frame.add("text", { class: `chart-axis xmr-name-${line}`, x: frame.right + 6, y: before + 4, "aria-hidden": true }, words);
    }
  }

  const LETTER = 6.6; // pixels, about
  const longest = (texts) => Math.max(0, ...texts.map((text) => text.length)) * LETTER;

  /* Round values along the axis, and how to write them. */
  function ticksOf(series) {
    const steps = charts().ticks(...rangeOf(series), 6);
    const fine = steps.length > 1 ? Math.max(0, Math.min(3, -Math.floor(Math.log10(steps[1] - steps[0]) + 1e-9))) : 3;
    return [steps, saying(fine)];
  }

  function drawLarge(frame, spec) {
    const { series } = spec;
    const { x, y, at, edges } = plot((...all) => frame.add(...all), series, frame);
    const [steps, say] = ticksOf(series);
    charts().leftAxis(frame, y, steps, say);
    charts().bottomAxis(frame, x, charts().months(series.periods[0], series.periods[series.periods.length - 1], 10));
    frame.add("text", { class: "chart-axis", x: 0, y: 12, "aria-hidden": true }, spec.measured);
    lineLabels(frame, spec, y);
    series.phases.slice(1).forEach((_, n) => frame.add("line", { class: "xmr-start", x1: edges[n + 1][0], x2: edges[n + 1][0], y1: frame.top, y2: frame.bottom }));
    series.values.forEach((value, i) => {
      const mark = series.marks[i];
      const node = frame.add("path", shapeOf(mark, at[i], y(value), mark === "." ? 6 : 11));
      frame.mark(node, { label: spec.said[i][0], tip: spec.said[i].slice(1), line: "periods" });
    });
    for (const [on, name] of series.golives) {
      if (on < series.periods[0]) continue;
      const when = heatmap.words.dayName(on);
      const node = frame.add("path", { class: "xmr-go-live", d: charts().shape("up", x(on), frame.bottom - 4, 9) });
      frame.mark(node, { label: `Go-live on ${when}: ${name}`, tip: [`Go-live, ${when}`, name], line: "go-lives" });
    }
  }

  function large(host, spec) {
    const [steps, say] = ticksOf(spec.series);
    const margin = { top: 22, right: 12 + longest(labelsOf(spec).map(([, words]) => words)), bottom: 24, left: 12 + longest(steps.map(say)) };
    const height = (width) => Math.max(240, Math.min(420, width * 0.38));
    heatmap.charts.mount(host, { title: spec.title, table: spec.table, height, margin, draw: (frame) => drawLarge(frame, spec) });
  }

  heatmap.chartKinds = Object.assign(heatmap.chartKinds || {}, { xmr: large, "xmr-small": (host, spec) => small(host, spec.series, 56) });
  heatmap.xmr = { small, plot, SIGNALS };
})(window.heatmap);
