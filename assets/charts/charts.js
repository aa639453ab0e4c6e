/* Small SVG charts: what every chart shares. A chart's own file draws, this one does the rest.
 *
 * (heatmap.chartKinds = heatmap.chartKinds || {}).NAME = (host, spec) => heatmap.charts.mount(host, {...})
 *     makes a kind of chart known; also heatmap.charts.kinds. A file whose name comes before this one's is loaded before it,
 *     so it names heatmap.charts only inside its functions. The clientside function heatmap.drawCharts takes {id of host: {kind: NAME, ...}},
 *     a spec that is JSON from heatmap/figures, and draws each into its host: an empty html.Div of the page.
 *     It draws again on every new spec; a host that is not there yet is waited for. A spec of null empties its host.
 *
 * mount(host, {title, height, draw, table, margin, printWidth, asTable, onTable})
 *     title       what the chart shows, in words: the name of the drawing and of the table
 *     height      pixels, or a function of the width and of whether it is for paper
 *     draw        (frame) => void; called again whenever the width changes, and at printWidth (default 700) for paper
 *     table       {heads: [{name, number}], rows: [[text, ...], ...]}, or null: then there is no "As a table" button
 *     margin      {top, right, bottom, left} around the plot, or a function as of height; default {top: 8, right: 12, bottom: 22, left: 44}
 *     asTable, onTable(on)   start as the table; called when the reader changes it, for the address
 *
 * frame: {svg, width, height, left, right, top, bottom, paper} (edges of the plot in pixels; is it for paper?), and
 *     frame.add(tag, attributes, ...children)   an SVG element appended to the drawing (see svg)
 *     frame.mark(node, {label, tip, line, act, start})   makes a node of the drawing a point that can be reached:
 *         label  what a screen reader announces; the tooltip says `tip` instead if given: [title, text, text, ...]
 *         line   marks of one line are walked with left, right, Home and End; up and down go to the nearest of the next
 *                line. Lines and marks are in the order in which they are made. The drawing is one tab stop.
 *         act    called on a click, Enter or space
 *         start  the walk begins at the first mark that has it, else at the first of all
 *     frame.hatch(className)   "url(#...)" of 45 degree lines in the stroke of that class, to fill with
 *
 * heatmap.charts also has the scales, axes and shapes of chart_axes.js and the tooltip of chart_tip.js.
 *
 * kinds.sparkline: {kind: "sparkline", label, values: [number or null], mean, lower, upper, tone} a small line without marks, the last
 *     point a dot; mean and limits may be left out; tone "severe" or "over" colours the dot. Its words stand beside it.
 *
 * A pixel here is a sixteenth of the page's type size (1 rem = 16), so that drawings grow with it.
 * Classes with colours of the theme: .chart-axis, .chart-line, .chart-soft, .chart-ink, .chart-strong; see charts.css.
 */
window.heatmap = window.heatmap || {};
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.heatmap = window.dash_clientside.heatmap || {};

(function (heatmap, glue) {
  "use strict";

  const MARGIN = { top: 8, right: 12, bottom: 22, left: 44 };
  const PATIENCE = 60; // frames to wait for a host that React has not made yet
  const { svg, linear, line, shape } = heatmap.chartAxes;
  const { openTip, openSoon, closeTip, closeTipOf, leave } = heatmap.chartTip;
  const kinds = (heatmap.chartKinds = heatmap.chartKinds || {});
  const mounted = new Set();
  const element = (...all) => heatmap.element(...all);
  let hatches = 0;

  /* A chart in its place */

  function mount(host, options) {
    const before = host.chart;
    const chart = (host.chart = {
      host, options, marks: [], at: before ? before.at : -1, width: 0,
      asTable: before ? before.asTable : Boolean(options.asTable),
      drawing: svg("svg", { class: "chart-drawing", role: "group", "aria-label": options.title }),
    });
    if (before) forget(before);
    const bar = options.table ? element("div", { class: "chart-bar no-print" }, tableButton(chart)) : null;
    chart.place = element("div", { class: "chart-place" });
    host.classList.add("chart");
    host.replaceChildren(...[bar, chart.place].filter(Boolean));
    listen(chart);
    mounted.add(chart);
    chart.observer = new ResizeObserver(() => requestAnimationFrame(() => resized(chart)));
    chart.observer.observe(host);
    show(chart);
    return chart;
  }

  function forget(chart) {
    closeTipOf(chart);
    chart.observer.disconnect();
    mounted.delete(chart);
  }

  function tableButton(chart) {
    const press = (event) => {
      chart.asTable = !chart.asTable;
      event.target.setAttribute("aria-pressed", chart.asTable);
      show(chart);
      if (chart.options.onTable) chart.options.onTable(chart.asTable);
    };
    return element("button", { type: "button", class: "button is-small", "aria-pressed": chart.asTable, "aria-label": `As a table: ${chart.options.title}`, onclick: press }, "As a table");
  }

  function show(chart) {
    closeTip();
    if (chart.asTable) chart.place.replaceChildren(tableOf(chart.options));
    else {
      chart.place.replaceChildren(chart.drawing);
      chart.width = 0;
      resized(chart);
    }
  }

  function tableOf({ title, table }) {
    const cell = (text, at) => (at === 0
      ? element("th", { scope: "row" }, text)
      : element("td", { class: table.heads[at].number ? "is-number" : null }, text));
    return element(
      "div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": title },
      element(
        "table", { class: "data-table" },
        element("caption", {}, title),
        element("thead", {}, element("tr", {}, ...table.heads.map((head) => element("th", { scope: "col", class: head.number ? "is-number" : null }, head.name)))),
        element("tbody", {}, ...table.rows.map((row) => element("tr", {}, ...row.map(cell)))),
      ),
    );
  }

  function resized(chart) {
    if (!chart.host.isConnected) { forget(chart); return; }
    const width = Math.floor(chart.place.clientWidth);
    if (chart.asTable || width === 0 || width === chart.width) return;
    chart.width = width;
    redraw(chart, width, false);
  }

  function redraw(chart, outer, paper) {
    const { options, drawing } = chart;
    const held = drawing.contains(document.activeElement);
    const rem = paper ? 1 : parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const width = Math.floor(outer / rem);
    const given = (option) => (typeof option === "function" ? option(width, paper) : option);
    const height = given(options.height);
    const margin = { ...MARGIN, ...given(options.margin) };
    heatmap.set(drawing, { viewBox: `0 0 ${width} ${height}`, width: width * rem, height: height * rem });
    drawing.replaceChildren();
    chart.marks = [];
    options.draw({
      svg: drawing, width, height, paper, left: margin.left, right: width - margin.right, top: margin.top, bottom: height - margin.bottom,
      add: (...all) => { const node = svg(...all); drawing.append(node); return node; },
      mark: (node, meaning) => mark(chart, node, meaning),
      hatch: (name) => hatch(drawing, name),
    });
    setStop(chart, chart.marks[chart.at] || chart.marks.find((one) => one.start) || chart.marks[0]);
    if (held && chart.stop) chart.stop.node.focus({ preventScroll: true });
  }

  function hatch(drawing, name) {
    const id = `chart-hatch-${(hatches += 1)}`;
    drawing.append(svg("pattern", { id, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("line", { class: name, x1: 0, x2: 0, y1: 0, y2: 5 })));
    return `url(#${id})`;
  }

  /* Marks: one tab stop, a roving focus */

  function mark(chart, node, { label, tip: said, line: name = "", act, start }) {
    heatmap.set(node, { tabindex: -1, role: act ? "button" : "img", "aria-label": label });
    node.classList.add("chart-mark");
    if (act) node.classList.add("can-act");
    chart.marks.push({ node, label, said: said || [label], line: name, act, start });
    return node;
  }

  function setStop(chart, one) {
    if (chart.stop) chart.stop.node.setAttribute("tabindex", -1);
    chart.stop = one || null;
    if (!one) return;
    chart.at = chart.marks.indexOf(one);
    one.node.setAttribute("tabindex", 0);
  }

  const markOf = (chart, target) => {
    const node = target instanceof Element ? target.closest(".chart-mark") : null;
    return node && chart.marks.find((one) => one.node === node);
  };

  function listen(chart) {
    const { drawing } = chart;
    drawing.addEventListener("keydown", (event) => pressed(chart, event));
    drawing.addEventListener("click", (event) => { const one = markOf(chart, event.target); if (one && one.act) one.act(); });
    drawing.addEventListener("focusin", (event) => {
      const one = markOf(chart, event.target);
      if (!one) return;
      setStop(chart, one);
      if (one.node.matches(":focus-visible")) openTip(chart, one);
    });
    drawing.addEventListener("focusout", () => closeTip());
    drawing.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      const one = markOf(chart, event.target);
      if (one) openSoon(chart, one);
      else leave();
    });
    drawing.addEventListener("pointerleave", leave);
  }

  const middle = (one) => { const box = one.node.getBoundingClientRect(); return box.left + box.width / 2; };

  function target(chart, key) {
    const here = chart.stop;
    const peers = chart.marks.filter((one) => one.line === here.line);
    const at = peers.indexOf(here);
    const lines = [...new Set(chart.marks.map((one) => one.line))];
    const nextLine = (by) => {
      const name = lines[lines.indexOf(here.line) + by];
      const far = (one) => Math.abs(middle(one) - middle(here));
      return chart.marks.filter((one) => one.line === name).sort((a, b) => far(a) - far(b))[0];
    };
    return {
      ArrowLeft: () => peers[at - 1], ArrowRight: () => peers[at + 1],
      ArrowUp: () => nextLine(-1), ArrowDown: () => nextLine(1),
      Home: () => peers[0], End: () => peers[peers.length - 1],
    }[key];
  }

  function pressed(chart, event) {
    if (!chart.stop || event.altKey || event.ctrlKey || event.metaKey) return;
    const move = target(chart, event.key);
    if (move) {
      event.preventDefault();
      const one = move();
      if (one) { one.node.focus({ preventScroll: true }); one.node.scrollIntoView({ block: "nearest", inline: "nearest" }); }
    } else if ((event.key === "Enter" || event.key === " ") && chart.stop.act) {
      event.preventDefault();
      chart.stop.act();
    }
  }

  /* Paper has its own width; the lettering keeps its size. */
  const forEach = (act) => [...mounted].filter((chart) => !chart.asTable && chart.host.isConnected).forEach(act);
  window.addEventListener("beforeprint", () => { closeTip(); forEach((chart) => redraw(chart, chart.options.printWidth || 700, true)); });
  window.addEventListener("afterprint", () => forEach((chart) => redraw(chart, chart.width, false)));

  kinds.sparkline = function (host, { label, values, mean, lower, upper, tone }) {
    const [width, height] = [120, 26];
    const known = [...values, mean, lower, upper].filter((value) => typeof value === "number");
    const x = linear([0, values.length - 1], [3, width - 5]);
    const y = linear([Math.min(...known), Math.max(...known)], [height - 4, 4]);
    const drawing = svg("svg", { class: "chart-drawing chart-spark", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
    const across = (value, name) => value === undefined || value === null || drawing.append(svg("line", { class: name, x1: 3, x2: width - 5, y1: y(value), y2: y(value) }));
    across(lower, "chart-limit");
    across(upper, "chart-limit");
    across(mean, "chart-line");
    const points = values.map((value, at) => (value === null ? null : [x(at), y(value)]));
    drawing.append(svg("path", { class: "chart-curve", d: line(points) }));
    const last = points.findLast(Boolean);
    if (last) drawing.append(svg("path", { class: `chart-dot ${tone || ""}`, d: shape("circle", ...last, 6) }));
    host.replaceChildren(drawing);
  };

  function drawInto(id, spec, patience) {
    const host = document.getElementById(id);
    if (host && spec && !kinds[spec.kind]) heatmap.later.own().then(() => kinds[spec.kind](host, spec));
    else if (host && spec) kinds[spec.kind](host, spec);
    else if (host) { if (host.chart) forget(host.chart); host.chart = null; host.replaceChildren(); }
    else if (patience) requestAnimationFrame(() => drawInto(id, spec, patience - 1));
  }

  /* Clientside callback: draws each spec into its host. */
  glue.drawCharts = function (specs) {
    Object.entries(specs || {}).forEach(([id, spec]) => drawInto(id, spec, PATIENCE));
    return window.dash_clientside.no_update;
  };

  heatmap.charts = { ...heatmap.chartAxes, ...heatmap.chartTip, kinds, mount, tableOf };
})(window.heatmap, window.dash_clientside.heatmap);
