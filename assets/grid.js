/* Draws the heatmap into its host: the grid, or the table or map of the same numbers, with one legend.
 *
 * heatmap.grid.draw(host, payload, options); options: off (legend letters), selected ({row, column} or null),
 * view ("grid", "table", "map"), week (the map's column index), and onSelect, onToggleRow, onOff, onWindow, onWeek.
 * Drawing again keeps nodes, focus and scroll; an unchanged payload only takes over the options.
 */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  /* Files load in any order: what other files define is looked up when called. */
  const element = (...all) => heatmap.element(...all);
  const set = (...all) => heatmap.set(...all);
  const sheets = new WeakMap(); // host -> sheet: the nodes and the state of one drawn heatmap
  const live = new Set(); // sheets with listeners on the window
  const VIEWS = ["grid", "table", "map"];

  function draw(host, payload, options) {
    const sheet = sheets.get(host) || open(host);
    const changed = sheet.payload === null || sheet.payload.key !== payload.key;
    sheet.payload = payload;
    sheet.options = { off: [], selected: null, view: "grid", ...options };
    if (changed) { sheet.drawn.clear(); sheet.job = null; sheet.shapes = shapesOf(payload.cells.text); }
    const type = typeNow();
    if (sheet.type !== type) sheet.drawn.delete("grid"); // larger type needs other widths
    sheet.type = type;
    takeOver(sheet);
    show(sheet);
    return sheet;
  }

  function open(host) {
    const sheet = {
      host, payload: null, options: null, drawn: new Set(), // drawn: the views that show this payload
      rows: [], columns: [], focus: null, marked: null, room: "", week: null, nodes: frame(),
      ended: new AbortController(), observer: new ResizeObserver(() => resized(sheet)),
    };
    sheets.set(host, sheet);
    forgetGone();
    live.add(sheet);
    host.replaceChildren(sheet.nodes.root);
    heatmap.gridKeys.listen(sheet);
    heatmap.gridWindow.listen(sheet);
    heatmap.tooltip.listen(sheet);
    heatmap.legend.listen(sheet);
    sheet.observer.observe(sheet.nodes.scroll);
    const { signal } = sheet.ended;
    document.addEventListener("scroll", () => heatmap.gridBody.hurry(sheet), { signal, capture: true, passive: true });
    window.addEventListener("beforeprint", () => { heatmap.gridBody.hurry(sheet, true); property(sheet.nodes.canvas, "--rows", String(sheet.rows.length)); heatmap.gridHead.arrange(sheet, PRINT_WIDTH); }, { signal });
    window.addEventListener("afterprint", () => heatmap.gridHead.arrange(sheet), { signal });
    window.addEventListener("resize", () => requestAnimationFrame(() => resized(sheet)), { signal });
    return sheet;
  }

  /* Takes a drawn heatmap over into another host, with its scroll and focus. */
  function move(from, to) {
    const sheet = sheets.get(from);
    if (!sheet) return;
    const { scroll, root } = sheet.nodes;
    const { scrollTop, scrollLeft } = scroll;
    const focused = root.contains(document.activeElement) ? document.activeElement : null;
    sheets.delete(from);
    sheets.set(to, sheet);
    sheet.host = to;
    to.payload = from.payload;
    to.replaceChildren(root);
    scroll.scrollTo(scrollLeft, scrollTop);
    if (focused) focused.focus({ preventScroll: true });
  }

  /* Hosts that another page has replaced must not keep their cells alive through listeners. */
  function forgetGone() {
    for (const sheet of live) {
      if (sheet.host.isConnected) continue;
      sheet.ended.abort();
      sheet.observer.disconnect();
      live.delete(sheet);
    }
  }

  const PRINT_WIDTH = 1000; // CSS pixels across A4 landscape: labels that fit there fit on larger paper too

  function frame() {
    const nodes = {};
    nodes.head = element("div", { class: "grid-head", role: "rowgroup" });
    nodes.body = element("div", { class: "grid-body", role: "rowgroup" });
    nodes.canvas = element("div", { class: "grid-canvas", role: "grid", "aria-readonly": true }, nodes.head, nodes.body);
    nodes.scroll = element("div", { class: "grid-scroll" }, nodes.canvas);
    nodes.grid = element("div", { class: "heatmap-view", "data-view": "grid" }, nodes.scroll);
    nodes.table = element("div", { class: "heatmap-view", "data-view": "table", hidden: "" });
    nodes.map = element("div", { class: "heatmap-view", "data-view": "map", hidden: "" });
    nodes.legend = element("div", { class: "legend", role: "group" });
    nodes.live = element("div", { class: "visually-hidden", "aria-live": "polite" });
    nodes.tooltip = element("div", { class: "tooltip", role: "tooltip", id: "heatmap-tooltip", hidden: "" });
    nodes.cursor = element("div", { class: "grid-cursor", "aria-hidden": true });
    nodes.selected = element("div", { class: "grid-selected", "aria-hidden": true });
    nodes.mark = element("div", { class: "grid-mark", "aria-hidden": true, hidden: "" });
    nodes.root = element("div", { class: "heatmap" }, nodes.grid, nodes.table, nodes.map, nodes.legend, nodes.live, nodes.tooltip);
    return nodes;
  }

  /* What does not depend on the payload's numbers. */
  function takeOver(sheet) {
    const { payload, options, nodes } = sheet;
    set(nodes.root, { "data-palette": payload.palette || (payload.bands ? "band" : "seq"), "data-grain": payload.grain });
    const off = payload.steps.map((step) => step.letter).filter((letter) => options.off.includes(letter));
    for (const letter of "ABCDE") nodes.root.classList.toggle(`off-${letter}`, off.includes(letter));
  }

  function show(sheet) {
    const { nodes, options } = sheet;
    for (const view of VIEWS) nodes[view].hidden = options.view !== view;
    heatmap.tooltip.hide(sheet);
    if (options.view === "table") heatmap.tableView.draw(sheet);
    else if (options.view === "map") heatmap.tileMap.draw(sheet);
    else showGrid(sheet);
    heatmap.legend.draw(sheet);
  }

  function showGrid(sheet) {
    if (!sheet.drawn.has("grid")) {
      const held = heatmap.gridKeys.hold(sheet);
      const sight = heatmap.gridBody.inSight(sheet);
      const headChanged = heatmap.gridHead.draw(sheet);
      const rowsChanged = heatmap.gridBody.draw(sheet, headChanged ? null : sight);
      const changed = headChanged || rowsChanged || sheet.measured !== sheet.type;
      if (changed || (sheet.rows.length && Math.max(1, ...emsOf(sheet)) !== sheet.em)) measure(sheet);
      heatmap.gridKeys.restore(sheet, held, headChanged || rowsChanged);
      if (sheet.marked) heatmap.gridWindow.mark(sheet, null);
      sheet.drawn.add("grid");
    }
    showSelection(sheet);
  }

  const FONT_FLOOR = 9; // pixels; columns are never so narrow that their longest value needs less
  const WIDE = 2.375; // rem from which a cell has room for its band's letter
  const TALLEST = 2.125; // rem, of a row
  const DESK = { lowest: 1.375, below: 8, type: 0.56 }; // rem of a row; rem under the grid; type in a row's height, at most
  const PROJECTED = { lowest: 0.8, below: 4.4, type: 0.74 }; // the grid is seen whole
  const PADDING = 3; // pixels of a column that type leaves free
  const NARROWEST = 17; // pixels, of a column
  const NARROWEST_TOUCH = 24;

  /* Sets what the style sheet computes with: the row headers' width, the narrowest column, the longest value's width in em. */
  function measure(sheet) {
    const { payload, nodes } = sheet;
    const em = sheet.rows.length ? Math.max(1, ...emsOf(sheet)) : 1;
    const floor = matchMedia("(pointer: coarse)").matches ? NARROWEST_TOUCH : NARROWEST;
    sheet.measured = sheet.type;
    sheet.em = em;
    property(nodes.canvas, "--digits", em.toFixed(3));
    property(nodes.canvas, "--column-floor", `${Math.max(floor, Math.ceil(FONT_FLOOR * em + PADDING + 1))}px`);
    property(nodes.canvas, "--columns", String(payload.columns.length));
    property(nodes.canvas, "--head", `${headWidth(sheet)}px`);
    sheet.room = "";
    resized(sheet);
  }

  const widths = new Map(); // size of type and shape of a value -> its width in em

  /* The widths of the payload's shapes in em. To ask for a cell's font makes the browser lay out the page. */
  function emsOf(sheet) {
    const shapes = sheet.shapes.split(" ");
    const fresh = shapes.filter((shape) => !widths.has(sheet.type + shape));
    const measured = fresh.length ? heatmap.emsOf(fresh, sheet.rows[0].cells[0]) : [];
    fresh.forEach((shape, place) => widths.set(sheet.type + shape, measured[place]));
    return shapes.map((shape) => widths.get(sheet.type + shape));
  }

  /* A property that is set anew restyles every cell, even with the same value. */
  function property(node, name, value) {
    if (node.style.getPropertyValue(name) !== value) node.style.setProperty(name, value);
  }

  const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

  const projected = () => document.documentElement.dataset.layout === "projector";

  /* The size of type, and whether a step of a walk stands above the grid. */
  const typeNow = () => `${rem()} ${document.documentElement.dataset.step || ""}`;

  /* The shapes that values have, such as “000” and “0.0k”; few, and the same for most payloads of a measure. */
  function shapesOf(text) {
    const shapes = new Set(["000"]);
    for (const one of new Set(text.flat())) shapes.add(one.replace(/[0-9]/g, "0"));
    return Array.from(shapes).sort().join(" ");
  }

  function headWidth(sheet) {
    const { rows } = sheet;
    if (!rows.length) return 120;
    const em = rem();
    const widthOf = heatmap.measureIn(rows[0].name);
    const coded = !projected();
    let wide = 0;
    for (const row of sheet.payload.rows) {
      const inset = (row.level + (row.opens || row.level ? 1 : 0)) * 0.9 * em;
      wide = Math.max(wide, widthOf(row.name) * (row.kind === "total" ? 1.12 : 1) + inset + (row.code && coded ? widthOf(row.code) * 0.9 + 0.4 * em : 0));
    }
    const most = coded ? Math.min(15 * em, Math.max(7 * em, sheet.nodes.scroll.clientWidth * 0.2)) : 12.5 * em;
    return Math.round(Math.min(most, Math.max(6.5 * em, wide + em)));
  }

  function resized(sheet) {
    if (!sheet.payload || sheet.options.view !== "grid") return;
    const width = sheet.nodes.canvas.clientWidth;
    const room = `${width} ${window.innerHeight}`;
    if (width === 0) return;
    if (sheet.type !== typeNow()) {
      sheet.type = typeNow();
      measure(sheet);
      return;
    }
    if (room === sheet.room) return;
    sheet.room = room;
    heatmap.gridHead.arrange(sheet);
    fit(sheet);
    reveal(sheet);
    heatmap.gridBody.hurry(sheet);
  }

  /* Sizes rows and type: on tall screens rows grow, so that a wall shows large cells instead of empty paper. */
  function fit(sheet) {
    const { canvas, scroll, head, body, root } = sheet.nodes;
    const { lowest, below, type } = projected() ? PROJECTED : DESK;
    const free = window.innerHeight - (scroll.getBoundingClientRect().top + window.scrollY) - head.offsetHeight - below * rem();
    const row = Math.floor(Math.min(TALLEST * rem(), Math.max(lowest * rem(), free / Math.max(1, sheet.rows.length))));
    const column = heatmap.gridHead.columnWidth(sheet);
    root.classList.toggle("is-wide", column >= WIDE * rem());
    property(canvas, "--row", `${row}px`);
    const beside = parseFloat(canvas.style.getPropertyValue("--head"));
    scroll.style.scrollPadding = `${head.offsetHeight + 4}px ${2 * column}px 8px ${beside + column}px`;
    body.style.fontSize = `${Math.min((column - PADDING) / sheet.em, row * type).toFixed(2)}px`;
  }

  function showSelection(sheet) {
    const { nodes, options, payload } = sheet;
    if (sheet.chosen) sheet.chosen.removeAttribute("aria-selected");
    nodes.selected.remove();
    sheet.chosen = null;
    const { selected } = options;
    if (!selected) return;
    const r = payload.rows.findIndex((row) => row.key === selected.row);
    const c = payload.columns.findIndex((column) => column.start === selected.column);
    if (r < 0 || c < 0) return;
    sheet.chosen = sheet.rows[r].cells[c];
    sheet.chosen.setAttribute("aria-selected", "true");
    heatmap.gridHead.span(sheet, nodes.selected, c, c);
    sheet.rows[r].node.append(nodes.selected);
  }

  /* When the side panel takes room, the chosen cell must not slip out of sight. */
  function reveal(sheet) {
    if (!sheet.chosen) return;
    const { scroll } = sheet.nodes;
    const cell = sheet.chosen.getBoundingClientRect();
    const box = scroll.getBoundingClientRect();
    if (cell.right > box.right) scroll.scrollLeft += cell.right - box.right + 3 * cell.width;
  }

  /* Opens the cell (the side panel is the page's), or, for a null row, closes it. */
  function select(sheet, r, c) {
    const { payload, options } = sheet;
    const selected = r === null ? null : { row: payload.rows[r].key, column: payload.columns[c].start };
    heatmap.tooltip.hide(sheet);
    if (options.onSelect) options.onSelect(selected);
  }

  const say = (sheet, text) => heatmap.write(sheet.nodes.live, text);

  heatmap.grid = { draw, move, select, say };
})(window.heatmap);
