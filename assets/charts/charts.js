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
 * svg(tag, attributes, ...children)         an SVG element, not yet placed; text is text, never markup
 * linear([low, high], [from, to])           scale(number) -> pixel
 * time([first, last], [from, to])           scale(ISO date) -> pixel
 * ticks(low, high, about)                   round numbers within, about so many
 * months(first, last, most)                 [{at: ISO date, name: "Oct" or "Jan 2021"}], at most so many
 * leftAxis(frame, scale, ticks, say)        labels and fine lines across the plot
 * bottomAxis(frame, scale, months)          labels below the plot
 * asOf(frame, scale, iso, name)             the as-of line across the plot; with a name, that text above it
 * shorten(text, pixels)                     the text, cut to fit with an ellipsis
 * line([[x, y] or null, ...])               the d of a path; null is a gap
 * shape(name, x, y, size)                   path d of a circle, square, diamond, up, down (triangles) or cross
 *
 * openTip({host}, {node, said}), leave(), closeTip()   the tooltip, for what is no chart
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

  const NAMESPACE = "http://www.w3.org/2000/svg";
  const MARGIN = { top: 8, right: 12, bottom: 22, left: 44 };
  const OPEN_AFTER = 100; // milliseconds of resting on a mark
  const CLOSE_AFTER = 250; // milliseconds to get from the mark to the tooltip
  const PATIENCE = 60; // frames to wait for a host that React has not made yet
  const DAY = 86400000;
  const kinds = (heatmap.chartKinds = heatmap.chartKinds || {});
  const mounted = new Set();
  const element = (...all) => heatmap.element(...all);
  const dayOf = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;
  let hatches = 0;

  function svg(tag, attributes, ...children) {
    const node = document.createElementNS(NAMESPACE, tag);
    heatmap.set(node, attributes || {});
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  }

  /* Scales and axes */

  function linear([low, high], [from, to]) {
    const span = high - low || 1;
    return (value) => from + ((value - low) / span) * (to - from);
  }

  function time([first, last], range) {
    const scale = linear([dayOf(first), dayOf(last)], range);
    return (iso) => scale(dayOf(iso));
  }

  function ticks(low, high, about = 4) {
    const raw = (high - low) / about || 1;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].find((factor) => factor * power >= raw * 0.999) * power;
    const first = Math.ceil(low / step - 1e-9);
    const count = Math.floor(high / step + 1e-9) - first + 1;
    return Array.from({ length: Math.max(0, count) }, (_, at) => (first + at) * step);
  }

  function months(first, last, most = 9) {
    const [start, end] = [heatmap.words.date(first), heatmap.words.date(last)];
    const index = (day) => day.getUTCFullYear() * 12 + day.getUTCMonth();
    const from = index(start) + (start.getUTCDate() > 1 ? 1 : 0);
    const step = [1, 2, 3, 6, 12, 24, 60].find((one) => (index(end) - from + 1) / one <= most) || 120;
    const found = [];
    for (let month = Math.ceil(from / step) * step; month <= index(end); month += step) {
      const at = new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)).toISOString().slice(0, 10);
      const year = found.length === 0 || month % 12 === 0 || step >= 12 ? ` ${at.slice(0, 4)}` : "";
      found.push({ at, name: heatmap.words.monthName(at) + year });
    }
    return found;
  }

  function leftAxis(frame, scale, values, say = heatmap.words.whole) {
    for (const value of values) {
      const y = scale(value);
      frame.add("line", { class: "chart-line", x1: frame.left, x2: frame.right, y1: y, y2: y });
      frame.add("text", { class: "chart-axis", x: frame.left - 6, y: y + 4, "text-anchor": "end", "aria-hidden": true }, say(value));
    }
  }

  function bottomAxis(frame, scale, labels) {
    let free = frame.left;
    for (const { at, name } of labels) {
      const x = scale(at);
      const room = name.length * 7;
      const start = Math.min(x + 3, frame.right - room);
      frame.add("line", { class: "chart-line", x1: x, x2: x, y1: frame.bottom, y2: frame.bottom + 5 });
      if (start < free) continue; // it would stand on its neighbour
      frame.add("text", { class: "chart-axis", x: start, y: frame.bottom + 16, "aria-hidden": true }, name);
      free = start + room;
    }
  }

  function asOf(frame, scale, iso, name) {
    if (!iso) return;
    const x = scale(iso);
    frame.add("line", { class: "chart-as-of", x1: x, x2: x, y1: frame.top, y2: frame.bottom });
    const anchor = x > frame.right - 90 ? "end" : "start";
    if (name) frame.add("text", { class: "chart-axis", x: x + (anchor === "end" ? 2 : -2), y: frame.top - 5, "text-anchor": anchor, "aria-hidden": true }, name);
  }

  function shorten(text, room) {
    const wide = heatmap.measureIn(document.body);
    const scale = 12 / parseFloat(getComputedStyle(document.body).fontSize);
    if (wide(text) * scale <= room) return text;
    let end = Math.max(0, Math.min(text.length, Math.floor(room / 4)));
    while (end > 0 && wide(`${text.slice(0, end)}…`) * scale > room) end -= 1;
    return end ? `${text.slice(0, end).trimEnd()}…` : "";
  }

  function line(points) {
    let pen = "M";
    const parts = [];
    for (const point of points) {
      if (point) parts.push(`${pen}${point[0].toFixed(1)} ${point[1].toFixed(1)}`);
      pen = point ? "L" : "M";
    }
    return parts.join("");
  }

  function shape(name, x, y, size) {
    const h = size / 2;
    return {
      circle: `M${x - h} ${y}a${h} ${h} 0 1 0 ${size} 0a${h} ${h} 0 1 0 ${-size} 0Z`,
      square: `M${x - h} ${y - h}h${size}v${size}h${-size}Z`,
      diamond: `M${x} ${y - h}l${h} ${h}l${-h} ${h}l${-h} ${-h}Z`,
      up: `M${x} ${y - h}l${h} ${size}h${-size}Z`,
      down: `M${x} ${y + h}l${h} ${-size}h${-size}Z`,
      cross: `M${x - h} ${y - h}l${size} ${size}m0 ${-size}l${-size} ${size}`,
    }[name];
  }

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
    if (tip.chart === chart) closeTip();
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
      clearTimeout(tip.timer);
      tip.timer = one ? setTimeout(() => openTip(chart, one), OPEN_AFTER) : setTimeout(closeTip, CLOSE_AFTER);
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

  /* The tooltip: one at a time; it can be pointed at, stays until one leaves, and Escape dismisses it */

  const tip = { chart: null, node: null, timer: 0 };

  function leave() {
    clearTimeout(tip.timer);
    tip.timer = setTimeout(closeTip, CLOSE_AFTER);
  }

  function closeTip() {
    clearTimeout(tip.timer);
    if (tip.node) tip.node.remove();
    Object.assign(tip, { chart: null, node: null });
  }

  function openTip(chart, one) {
    closeTip();
    const [title, ...texts] = one.said;
    const node = element(
      "div", { class: "tooltip chart-tip", role: "tooltip", onpointerenter: () => clearTimeout(tip.timer), onpointerleave: leave },
      element("p", { class: "tip-title" }, title), ...texts.filter(Boolean).map((text) => element("p", {}, text)),
    );
    chart.host.append(node);
    Object.assign(tip, { chart, node });
    lay(node, one.node.getBoundingClientRect());
  }

  /* Beside the mark, on the side where there is room; never off the screen. */
  function lay(node, box) {
    const { width, height } = node.getBoundingClientRect();
    const across = document.documentElement.clientWidth;
    const down = window.innerHeight;
    const x = box.right + 8 + width <= across ? box.right + 8 : box.left - 8 - width;
    const y = Math.min(box.bottom + 8, down - height - 4);
    heatmap.set(node, { style: { left: `${Math.max(4, Math.min(x, across - width - 4))}px`, top: `${Math.max(4, y)}px` } });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && tip.node && !event.defaultPrevented) { event.preventDefault(); closeTip(); }
  }, true);
  window.addEventListener("scroll", () => tip.node && closeTip(), { passive: true });

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

  heatmap.charts = { kinds, openTip, closeTip, leave, mount, tableOf, svg, linear, time, ticks, months, leftAxis, bottomAxis, asOf, shorten, line, shape };
})(window.heatmap, window.dash_clientside.heatmap);
