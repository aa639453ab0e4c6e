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
  const VIEWS = ["grid", "table", "map"];

  function draw(host, payload, options) {
    const sheet = sheets.get(host) || open(host);
    const changed = sheet.payload === null || sheet.payload.key !== payload.key;
    sheet.payload = payload;
    sheet.options = { off: [], selected: null, view: "grid", ...options };
    if (changed) sheet.drawn.clear();
    takeOver(sheet);
    show(sheet, changed);
    return sheet;
  }

  function open(host) {
    const sheet = {
      host, payload: null, options: null, drawn: new Set(), // drawn: the views that show this payload
      rows: [], columns: [], focus: null, marked: null, width: 0, week: null, nodes: frame(),
    };
    sheets.set(host, sheet);
    host.replaceChildren(sheet.nodes.root);
    heatmap.gridKeys.listen(sheet);
    heatmap.gridWindow.listen(sheet);
    heatmap.tooltip.listen(sheet);
    heatmap.legend.listen(sheet);
    new ResizeObserver(() => resized(sheet)).observe(sheet.nodes.scroll);
    window.addEventListener("beforeprint", () => heatmap.gridHead.arrange(sheet, PRINT_WIDTH));
    window.addEventListener("afterprint", () => heatmap.gridHead.arrange(sheet));
    return sheet;
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
    set(nodes.root, { "data-palette": payload.bands ? "band" : "seq", "data-grain": payload.grain });
    const off = payload.steps.map((step) => step.letter).filter((letter) => options.off.includes(letter));
    nodes.root.className = ["heatmap", ...off.map((letter) => `off-${letter}`)].join(" ");
  }

  function show(sheet, changed) {
    const { nodes, options } = sheet;
    for (const view of VIEWS) nodes[view].hidden = options.view !== view;
    heatmap.tooltip.hide(sheet);
    heatmap.legend.draw(sheet, changed);
    if (options.view === "table") heatmap.tableView.draw(sheet);
    else if (options.view === "map") heatmap.tileMap.draw(sheet);
    else showGrid(sheet);
  }

  function showGrid(sheet) {
    if (!sheet.drawn.has("grid")) {
      const held = heatmap.gridKeys.hold(sheet);
      heatmap.gridHead.draw(sheet);
      heatmap.gridBody.draw(sheet);
      measure(sheet);
      heatmap.gridHead.arrange(sheet);
      heatmap.gridKeys.restore(sheet, held);
      heatmap.gridWindow.mark(sheet, null);
      sheet.drawn.add("grid");
    }
    showSelection(sheet);
  }

  const FONT_FLOOR = 9; // pixels; columns are never so narrow that their longest value needs less
  const WIDE = 38; // pixels from which a cell has room for its band's letter
  const LOWEST = 1.375; // rem, of a row
  const TALLEST = 2.125;
  const BELOW = 8; // rem under the grid for legend and foot
  const NARROWEST = 18; // pixels, of a column
  const NARROWEST_TOUCH = 24;

  /* Sets the sizes that the style sheet computes with: the row headers' width and the longest value's width in em. */
  function measure(sheet) {
    const { payload, nodes } = sheet;
    const em = sheet.rows.length ? heatmap.emsOf(longest(payload.cells.text), sheet.rows[0].cells[0]) : 1;
    const floor = matchMedia("(pointer: coarse)").matches ? NARROWEST_TOUCH : NARROWEST;
    nodes.canvas.style.setProperty("--digits", em.toFixed(3));
    nodes.canvas.style.setProperty("--column-floor", `${Math.max(floor, Math.ceil(FONT_FLOOR * em + 4))}px`);
    nodes.canvas.style.setProperty("--columns", payload.columns.length);
    nodes.canvas.style.setProperty("--head", `${headWidth(sheet)}px`);
    sheet.width = 0;
    resized(sheet);
  }

  function longest(text) {
    let found = "000";
    for (const row of text) for (const one of row) if (one.length > found.length) found = one;
    return found;
  }

  function headWidth(sheet) {
    const { rows } = sheet;
    if (!rows.length) return 120;
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const name = rows[0].name;
    let wide = 0;
    for (const row of sheet.payload.rows) {
      const inset = (row.level + (row.opens || row.level ? 1 : 0)) * 0.9 * rem;
      wide = Math.max(wide, heatmap.widthOf(row.name, name) * (row.kind === "total" ? 1.12 : 1) + inset + (row.code ? 2.4 * rem : 0));
    }
    const most = Math.min(13 * rem, Math.max(7 * rem, sheet.nodes.scroll.clientWidth * 0.22));
    return Math.round(Math.min(most, Math.max(6.5 * rem, wide + 1.25 * rem)));
  }

  function resized(sheet) {
    if (!sheet.payload || sheet.options.view !== "grid") return;
    const width = sheet.nodes.canvas.clientWidth;
    if (width === 0 || width === sheet.width) return;
    sheet.width = width;
    fillHeight(sheet);
    sheet.nodes.root.classList.toggle("is-wide", heatmap.gridHead.columnWidth(sheet) >= WIDE);
    heatmap.gridHead.arrange(sheet);
  }

  /* On tall screens the rows grow, so that a wall shows large cells instead of empty paper. */
  function fillHeight(sheet) {
    const { canvas, scroll, head } = sheet.nodes;
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const free = window.innerHeight - (scroll.getBoundingClientRect().top + window.scrollY) - head.offsetHeight - BELOW * rem;
    const row = Math.min(TALLEST * rem, Math.max(LOWEST * rem, free / Math.max(1, sheet.rows.length)));
    canvas.style.setProperty("--row", `${Math.floor(row)}px`);
  }

  function showSelection(sheet) {
    const { nodes, options, payload } = sheet;
    for (const node of nodes.body.querySelectorAll('[aria-selected="true"]')) node.removeAttribute("aria-selected");
    nodes.selected.remove();
    const { selected } = options;
    if (!selected) return;
    const r = payload.rows.findIndex((row) => row.key === selected.row);
    const c = payload.columns.findIndex((column) => column.start === selected.column);
    if (r < 0 || c < 0) return;
    sheet.rows[r].cells[c].setAttribute("aria-selected", "true");
    heatmap.gridHead.span(sheet, nodes.selected, c, c);
    sheet.rows[r].node.append(nodes.selected);
  }

  /* Opens the cell (the side panel is the page's), or, for a null row, closes it. */
  function select(sheet, r, c) {
    const { payload, options } = sheet;
    const selected = r === null ? null : { row: payload.rows[r].key, column: payload.columns[c].start };
    heatmap.tooltip.hide(sheet);
    if (options.onSelect) options.onSelect(selected);
  }

  const say = (sheet, text) => heatmap.write(sheet.nodes.live, text);

  heatmap.grid = { draw, select, say };
})(window.heatmap);
