/* The planner's three heatmaps: before, after and the difference between them, of the same rows and weeks.
 *
 * They share one cursor, one selection and one scroll. One of them (the only one shown, or “after”) is the grid that the
 * keyboard and assistive technology use; its cells say all three numbers. The other two are pictures of the same.
 */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const element = (...all) => heatmap.element(...all);
  const set = (...all) => heatmap.set(...all);
  const hours = () => heatmap.plannerHours;
  const NAMES = { before: "Before", after: "After", difference: "Difference" };
  const KINDS = Object.keys(NAMES);
  const JUMP = 13; // columns of Page Up and Page Down: a quarter of weeks
  const STEPS = [1, 10, 25]; // points of capacity from which a difference is slight, clear, great
  const TEXT = 19; // pixels of a column from which values are written
  const TALLEST = 24;
  const LOWEST = 12;
  const LABEL_AFTER = 200; // milliseconds of rest until the cells are said anew
  const OPEN_AFTER = 120; // milliseconds of resting on a cell

  /* What stays between drawings: maps.view = {spec, shown, cells: {before, after}, focus: {row, column}, selected}. */
  function draw(host, spec, options) {
    const maps = host.maps || open(host);
    const same = maps.spec && maps.shape === shapeOf(spec, options.shown);
    Object.assign(maps, { spec, options, shape: shapeOf(spec, options.shown) });
    if (!same) build(maps);
    maps.before = cellsOf(spec, spec.before.load, spec.before.capacity);
    repaint(maps, spec.after.load, true);
    select(maps);
    return maps;
  }

  const shapeOf = (spec, shown) => JSON.stringify([shown, spec.columns.map((one) => one.start), spec.rows, spec.asOf]);

  const cellsOf = (spec, load, capacity) => load.map((row, r) => Array.from(row, (one, c) => hours().cell(spec.bands, one, capacity[r][c])));

  function open(host) {
    const maps = { host, focus: { row: 0, column: 0 }, painted: [], nodes: {} };
    host.maps = maps;
    set(host, { "data-palette": "band", class: "maps" });
    host.addEventListener("keydown", (event) => pressed(maps, event));
    host.addEventListener("click", (event) => { const place = placeOf(maps, event.target); if (place) choose(maps, place); });
    host.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      const place = placeOf(maps, event.target);
      point(maps, place);
      clearTimeout(maps.timer);
      if (place) maps.timer = setTimeout(() => tell(maps, place, event.target.closest(".map-cell")), OPEN_AFTER);
      else heatmap.charts.leave();
    });
    host.addEventListener("pointerleave", () => { clearTimeout(maps.timer); point(maps, null); heatmap.charts.leave(); });
    host.addEventListener("focusin", (event) => {
      const place = placeOf(maps, event.target);
      if (!place) return;
      stop(maps, place);
      point(maps, place);
      if (event.target.matches(":focus-visible")) tell(maps, place, event.target);
    });
    host.addEventListener("focusout", () => { point(maps, null); heatmap.charts.closeTip(); });
    new ResizeObserver(() => fit(maps)).observe(host);
    return maps;
  }

  /* Makes the nodes: the names once, then each map that is shown. */
  function build(maps) {
    const { spec, options } = maps;
    const shown = options.shown === "side" ? KINDS : [options.shown];
    maps.primary = options.shown === "side" ? "after" : options.shown;
    maps.nodes = {};
    const names = spec.rows.map((row, r) => element("div", { class: `map-name${r === 0 ? " is-total" : ""}`, title: row.name }, row.name));
    maps.names = names;
    const side = element("div", { class: "map-names", "aria-hidden": true }, element("div", { class: "map-title" }, "\u00a0"), element("div", { class: "map-head" }), ...names);
    maps.host.replaceChildren(side, ...shown.map((kind) => mapOf(maps, kind)), legend(spec));
    maps.host.style.setProperty("--maps", shown.length);
    maps.host.style.setProperty("--columns", spec.columns.length);
    set(maps.host, { "data-shown": options.shown });
    stop(maps, { row: Math.min(maps.focus.row, spec.rows.length - 1), column: Math.min(maps.focus.column, spec.columns.length - 1) });
    fit(maps);
  }

  function mapOf(maps, kind) {
    const { spec } = maps;
    const primary = kind === maps.primary;
    const rows = spec.rows.map((row, r) => rowOf(spec, row, r, primary));
    const cursor = element("div", { class: "map-cursor", hidden: "" });
    const chosen = element("div", { class: "map-chosen", hidden: "" });
    const body = element("div", { class: "map-body" }, ...rows.map((one) => one.node), ...asOfLine(spec), chosen, cursor);
    if (primary) set(body, { role: "grid", "aria-readonly": true, "aria-label": "Saturation by unit and week, before and after the scenario" });
    maps.nodes[kind] = { cells: rows.map((one) => one.cells), cursor, chosen };
    const frame = element("section", { class: "map", "data-map": kind, "aria-hidden": primary ? null : true }, element("h2", { class: "map-title" }, NAMES[kind]), head(spec), body);
    return frame;
  }

  function rowOf(spec, row, r, primary) {
    const cells = spec.columns.map(() => element("div", primary ? { class: "map-cell", role: "gridcell", tabindex: -1 } : { class: "map-cell" }, document.createTextNode("")));
    const header = primary ? element("span", { role: "rowheader", class: "visually-hidden" }, row.name) : null;
    const node = element("div", { class: `map-row${r === 0 ? " is-total" : ""}`, role: primary ? "row" : null }, header, ...cells);
    return { node, cells };
  }

  function head(spec) {
    const groups = spec.groups.map((group) => {
      const node = element("span", { class: "map-group" }, element("span", {}, short(group.name)));
      place(spec, node, group.from, group.to);
      return node;
    });
    return element("div", { class: "map-head", "aria-hidden": true }, ...groups);
  }

  const short = (name) => (/^Jan /.test(name) ? name : name.slice(0, 3));

  function place(spec, node, from, to) {
    const width = 100 / spec.columns.length;
    node.style.left = `${from * width}%`;
    node.style.width = `${(to - from + 1) * width}%`;
  }

  function asOfLine(spec) {
    if (spec.asOf === null) return [];
    const line = element("div", { class: "map-as-of" });
    line.style.left = `${(spec.asOf * 100) / spec.columns.length}%`;
    return [line];
  }

  function legend(spec) {
    const title = element("span", { class: "legend-title" }, "Share of capacity");
    const steps = spec.bands.map((band) => element("span", { class: "legend-mark" }, element("i", { class: `swatch s-${band.letter}` }, band.letter), band.range));
    const sign = (kind, text, words) => element("span", { class: "legend-mark" }, element("i", { class: `swatch ${kind}` }, text), words);
    return element("div", { class: "legend map-legend" }, title, ...steps, sign("d-less-2", "−", "less"), sign("d-more-2", "+", "more"));
  }

  /* Sizes rows and type to the room there is. */
  function fit(maps) {
    if (!maps.spec) return;
    const body = maps.host.querySelector(".map-body");
    if (!body || !body.clientWidth) return;
    const column = body.clientWidth / maps.spec.columns.length;
    const { documentElement: root } = document;
    const projected = root.dataset.layout === "projector"; // the maps are seen whole, the events below them by scrolling
    const free = window.innerHeight * (projected ? 0.56 : maps.options.shown === "side" ? 0.42 : 0.5);
    const tallest = projected ? 1.25 * parseFloat(getComputedStyle(root).fontSize) : TALLEST;
    const row = Math.round(Math.min(tallest, Math.max(LOWEST, free / maps.spec.rows.length)));
    maps.host.style.setProperty("--map-row", `${row}px`);
    maps.host.style.setProperty("--map-type", `${Math.min(row - 3, column / 1.75, 12).toFixed(1)}px`);
    set(maps.host, { "data-text": column >= TEXT ? "values" : "signs" });
    maps.host.parentElement.style.setProperty("--maps-height", `${maps.host.offsetHeight}px`);
  }

  /* Paints the cells whose hours have changed; `load` are the hours after, also while something is being dragged. Gives
     how many unit-weeks are over capacity. */
  function repaint(maps, load, afresh) {
    const { spec } = maps;
    if (afresh) { maps.after = cellsOf(spec, load, spec.after.capacity); maps.stale = new Set(); }
    for (let r = 0; r < spec.rows.length; r += 1) {
      for (let c = 0; c < spec.columns.length; c += 1) {
        if (!afresh && maps.painted[r][c] === load[r][c]) continue;
        if (!afresh) maps.after[r][c] = hours().cell(spec.bands, load[r][c], spec.after.capacity[r][c]);
        paintCell(maps, r, c);
      }
    }
    maps.painted = load;
    const { row, column } = maps.focus;
    label(maps, row, column);
    clearTimeout(maps.labelling);
    maps.labelling = setTimeout(() => relabel(maps), LABEL_AFTER);
    return maps.after.reduce((sum, line, r) => sum + (r ? line.filter(hours().isOver).length : 0), 0);
  }

  /* Says the painted cells anew, once nothing moves any more; the focused one was said at once. */
  function relabel(maps) {
    for (const key of maps.stale) label(maps, Math.floor(key / maps.spec.columns.length), key % maps.spec.columns.length);
    maps.stale.clear();
  }

  function paintCell(maps, r, c) {
    for (const [kind, { cells }] of Object.entries(maps.nodes)) {
      const [name, text] = kind === "difference" ? signOf(maps, r, c) : stepOf(maps[kind][r][c]);
      const node = cells[r][c];
      if (node.className !== name) node.className = name;
      if (node.firstChild.nodeValue !== text) node.firstChild.nodeValue = text;
    }
    maps.stale.add(r * maps.spec.columns.length + c);
  }

  const STATES = { blank: "s-blank", noData: "s-nodata" };

  function stepOf(one) {
    if (!one.band) return [`map-cell ${STATES[one.state]}`, ""];
    return [`map-cell s-${one.band.letter}${one.state === "noCapacity" ? " s-none" : ""}`, one.text];
  }

  /* A difference: how great, which way; its sign is written where its number has no room. */
  function signOf(maps, r, c) {
    const points = hours().difference(maps.before[r][c], maps.after[r][c]);
    if (points === null) return ["map-cell d-more-3", "!"];
    const size = STEPS.filter((step) => Math.abs(points) >= step - 0.5).length;
    if (!size) return ["map-cell d-none", ""];
    const way = points > 0 ? "more" : "less";
    return [`map-cell d-${way}-${size}`, `${points > 0 ? "+" : "−"}${Math.abs(Math.round(points))}`];
  }

  /* Says a cell in words, of all three maps. */
  function wordsOf(maps, r, c) {
    const { words } = heatmap;
    const said = (one) => {
      if (one.state === "noData") return one.load ? `no headcount, ${words.hours(one.load)}` : "no headcount";
      if (one.state === "blank") return "nothing planned";
      if (one.state === "noCapacity") return `no capacity, ${words.hours(one.load)}`;
      return `${words.percent(Number(one.text))} of capacity, band ${one.band.letter} ${one.band.name}, ${words.hours(one.load)} of ${words.whole(one.capacity)}`;
    };
    const [before, after] = [maps.before[r][c], maps.after[r][c]];
    const points = hours().difference(before, after);
    const change = points === null ? "not comparable" : Math.abs(points) < 0.5 ? "no change" : `${Math.abs(Math.round(points))} points ${points > 0 ? "more" : "less"}`;
    return { title: `${maps.spec.rows[r].name}, ${maps.spec.columns[c].name}`, before: said(before), after: said(after), change };
  }

  function label(maps, r, c) {
    const node = maps.nodes[maps.primary].cells[r][c];
    if (!maps.before) return;
    const said = wordsOf(maps, r, c);
    set(node, { "aria-label": `${said.title}: before ${said.before}; after ${said.after}; ${said.change}` });
  }

  function tell(maps, { row, column }, node) {
    const said = wordsOf(maps, row, column);
    heatmap.charts.openTip({ host: maps.host }, { node, said: [said.title, `Before: ${said.before}`, `After: ${said.after}`, `Difference: ${said.change}`] });
  }

  /* Places: {row, column}. */

  function placeOf(maps, target) {
    const node = target instanceof Element ? target.closest(".map-cell") : null;
    if (!node) return null;
    const line = node.parentElement;
    const row = Array.from(line.parentElement.children).indexOf(line);
    const column = Array.from(line.querySelectorAll(".map-cell")).indexOf(node);
    return { row, column };
  }

  /* Shows the cursor on all maps, and lifts the row's name. */
  function point(maps, at) {
    maps.names.forEach((name, r) => name.classList.toggle("is-here", at !== null && r === at.row));
    for (const { cursor, cells } of Object.values(maps.nodes)) {
      cursor.hidden = at === null;
      if (at) lay(maps, cursor, cells, at);
    }
  }

  function lay(maps, node, cells, { row, column }) {
    place(maps.spec, node, column, column);
    const line = cells[row][column].parentElement;
    node.style.top = `${line.offsetTop}px`;
  }

  function stop(maps, at) {
    const { cells } = maps.nodes[maps.primary];
    const old = maps.stopNode;
    if (old) old.tabIndex = -1;
    maps.focus = at;
    maps.stopNode = cells[at.row] && cells[at.row][at.column];
    if (maps.stopNode) maps.stopNode.tabIndex = 0;
  }

  function pressed(maps, event) {
    const at = placeOf(maps, event.target);
    if (!at || event.altKey) return;
    const [bottom, right] = [maps.spec.rows.length - 1, maps.spec.columns.length - 1];
    const far = event.ctrlKey || event.metaKey;
    const within = (value, most) => Math.min(most, Math.max(0, value));
    const ways = {
      ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], PageUp: [0, -JUMP], PageDown: [0, JUMP],
      Home: [far ? -bottom : 0, -right], End: [far ? bottom : 0, right],
    };
    if (event.key in ways) {
      event.preventDefault();
      const [down, along] = ways[event.key];
      stop(maps, { row: within(at.row + down, bottom), column: within(at.column + along, right) });
      label(maps, maps.focus.row, maps.focus.column);
      maps.stopNode.focus({ preventScroll: true });
      maps.stopNode.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(maps, at);
    } else if (event.key === "Escape" && maps.options.selected) {
      maps.options.onSelect(null);
    }
  }

  function choose(maps, at) {
    stop(maps, at);
    maps.options.onSelect({ row: maps.spec.rows[at.row].key, column: maps.spec.columns[at.column].start });
  }

  function select(maps) {
    const { spec, options, nodes } = maps;
    const chosen = options.selected;
    const row = chosen ? spec.rows.findIndex((one) => one.key === chosen.row) : -1;
    const column = chosen ? spec.columns.findIndex((one) => one.start === chosen.column) : -1;
    if (maps.chosenNode) maps.chosenNode.removeAttribute("aria-selected");
    for (const { chosen: frame, cells } of Object.values(nodes)) {
      frame.hidden = row < 0 || column < 0;
      if (!frame.hidden) lay(maps, frame, cells, { row, column });
    }
    maps.chosenNode = row < 0 || column < 0 ? null : nodes[maps.primary].cells[row][column];
    if (maps.chosenNode) maps.chosenNode.setAttribute("aria-selected", "true");
  }

  heatmap.plannerMaps = { draw, repaint };
})(window.heatmap);
