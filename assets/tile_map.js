/* The map: boroughs as equal tiles, each in the colour of its unit in the chosen week, and a slider through the weeks. */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const STEP = 700; // milliseconds a week is shown while playing
  const CALM_STEP = 1500; // the same for readers who ask for less motion
  const element = (...all) => heatmap.element(...all);
  const set = (...all) => heatmap.set(...all);

  function draw(sheet) {
    const { payload, nodes, options } = sheet;
    if (!sheet.drawn.has("map")) {
      stop(sheet);
      sheet.drawn.add("map");
      sheet.map = null;
      if (payload.tiles.length === 0) {
        nodes.map.replaceChildren(empty("There is no map.", "Add a boroughs table to the portfolio: borough, unit, tile_x, tile_y."));
      } else if (!payload.rows.some((row) => row.kind === "unit")) {
        nodes.map.replaceChildren(empty("The map shows units.", "Choose rows by unit to see it."));
      } else build(sheet);
    }
    if (!sheet.map) return;
    if (Number.isInteger(options.week)) sheet.week = options.week;
    if (sheet.week === null) sheet.week = payload.asOf || 0;
    show(sheet, Math.min(sheet.week, payload.columns.length - 1));
  }

  function empty(what, remedy) {
    return element("div", { class: "state state-empty" }, element("h2", {}, what), element("p", {}, remedy));
  }

  function build(sheet) {
    const { payload, nodes } = sheet;
    const tiles = payload.tiles.map((tile) => ({ tile, row: payload.rows.findIndex((row) => row.kind === "unit" && row.code === tile.unit) }));
    for (const one of tiles) one.node = tileNode(sheet, one);
    const live = tiles.filter((one) => one.row >= 0);
    const board = element("div", { class: "tiles", role: "group", "aria-label": "Boroughs as tiles; arrow keys move between them" }, ...tiles.map((one) => one.node));
    board.addEventListener("keydown", (event) => pressed(sheet, live, event));
    sheet.map = { tiles, live, ...controls(sheet) };
    if (live.length) live[0].node.tabIndex = 0;
    nodes.map.replaceChildren(sheet.map.bar, board);
  }

  function tileNode(sheet, { tile, row }) {
    const style = { "grid-column": String(tile.x + 1), "grid-row": String(tile.y + 1) };
    const parts = [
      element("span", { class: "tile-name" }, tile.name), element("span", { class: "tile-value" }), element("span", { class: "tile-unit" }, tile.unit || "outside"),
    ];
    if (row < 0) {
      const why = tile.unit ? `${tile.name}: ${tile.unitName} is not in this view` : `${tile.name}: outside, no unit`;
      return element("div", { class: "tile is-outside", role: "img", "aria-label": why, style }, ...parts);
    }
    const node = element("button", { type: "button", class: "tile", tabindex: -1, style, onclick: () => heatmap.grid.select(sheet, row, sheet.week) }, ...parts);
    node.addEventListener("focus", () => rove(sheet, node));
    return node;
  }

  function rove(sheet, node) {
    for (const { node: other } of sheet.map.live) other.tabIndex = other === node ? 0 : -1;
  }

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  /* To the nearest tile in the arrow's direction; straight ahead counts more than aside. */
  function pressed(sheet, live, event) {
    if (event.key === "Escape" && sheet.options.selected) heatmap.grid.select(sheet, null);
    const way = ARROWS[event.key];
    const here = live.find((one) => one.node === document.activeElement);
    if (!way || !here) return;
    event.preventDefault();
    const [dx, dy] = way;
    const ahead = live.map((one) => {
      const x = one.tile.x - here.tile.x;
      const y = one.tile.y - here.tile.y;
      return { one, forward: x * dx + y * dy, aside: Math.abs(x * dy) + Math.abs(y * dx) };
    }).filter(({ forward, aside }) => forward > 0 && aside <= 2 * forward + 1);
    ahead.sort((a, b) => a.forward + 2 * a.aside - (b.forward + 2 * b.aside));
    if (ahead.length) ahead[0].one.node.focus();
  }

  function controls(sheet) {
    const { payload } = sheet;
    const noun = payload.grain[0].toUpperCase() + payload.grain.slice(1);
    const play = element("button", { type: "button", class: "button is-small", onclick: () => (sheet.playing ? stop(sheet) : start(sheet)) }, "Play");
    const slider = element("input", { type: "range", id: "heatmap-week", min: 0, max: payload.columns.length - 1, step: 1 });
    slider.addEventListener("input", () => { stop(sheet); show(sheet, Number(slider.value)); });
    slider.addEventListener("change", () => tell(sheet));
    const name = element("output", { for: "heatmap-week" });
    const bar = element("div", { class: "map-bar no-print" }, play, element("label", { for: "heatmap-week" }, noun), slider, name);
    return { play, slider, name, bar };
  }

  function tell(sheet) {
    if (sheet.options.onWeek) sheet.options.onWeek(sheet.week);
  }

  function start(sheet) {
    const pause = matchMedia("(prefers-reduced-motion: reduce)").matches ? CALM_STEP : STEP;
    const last = sheet.payload.columns.length - 1;
    if (sheet.week >= last) show(sheet, 0);
    heatmap.write(sheet.map.play, "Pause");
    sheet.playing = setInterval(() => {
      if (sheet.week >= last || sheet.nodes.map.hidden || !sheet.host.isConnected) stop(sheet);
      else show(sheet, sheet.week + 1);
    }, pause);
  }

  function stop(sheet) {
    if (!sheet.playing) return;
    clearInterval(sheet.playing);
    sheet.playing = null;
    if (sheet.map) heatmap.write(sheet.map.play, "Play");
    tell(sheet);
  }

  function show(sheet, week) {
    const { payload, map } = sheet;
    sheet.week = week;
    map.slider.value = week;
    set(map.slider, { "aria-valuetext": payload.columns[week].name });
    heatmap.write(map.name, payload.columns[week].name);
    for (const { tile, row, node } of map.tiles) if (row >= 0) paint(sheet, tile, row, node, week);
  }

  function paint(sheet, tile, row, node, week) {
    const { payload, options } = sheet;
    const cell = heatmap.words.read(payload, row, week);
    const { selected } = options;
    node.className = heatmap.gridBody.classesOf(payload, row)[week].replace("cell", "tile");
    heatmap.write(node.children[1], cell.text || { noData: "–", out: "", blank: "0", noCapacity: "none", step: "" }[cell.state]);
    const here = Boolean(selected) && selected.row === payload.rows[row].key && selected.column === payload.columns[week].start;
    set(node, { "aria-label": `${tile.name}, ${heatmap.words.sentence(payload, cell)}`, "aria-pressed": here });
  }

  heatmap.tileMap = { draw };
})(window.heatmap);
