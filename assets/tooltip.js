/* Says what a cell means, on hover and on keyboard focus. It can be pointed at, stays until one leaves, and Escape dismisses it. */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const OPEN_AFTER = 120; // milliseconds of resting on a cell
  const CLOSE_AFTER = 250; // milliseconds to get from the cell to the tooltip
  const AWAY = 10; // pixels from the cell's corner, so that neighbours stay reachable
  const element = (...all) => heatmap.element(...all);

  function listen(sheet) {
    const { body, tooltip } = sheet.nodes;
    body.addEventListener("pointerover", (event) => hovered(sheet, event));
    body.addEventListener("pointerleave", () => { cross(sheet, null); leave(sheet); });
    tooltip.addEventListener("pointerenter", () => clearTimeout(sheet.timer));
    tooltip.addEventListener("pointerleave", () => leave(sheet));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && !sheet.nodes.body.contains(event.target) && dismiss(sheet)) event.preventDefault();
    }, { signal: sheet.ended.signal });
  }

  function hovered(sheet, event) {
    if (event.pointerType === "touch") return; // a tap opens the cell
    const place = heatmap.gridKeys.placeOf(sheet, event.target);
    cross(sheet, place);
    clearTimeout(sheet.timer);
    if (!place || place.column < 0) { leave(sheet); return; }
    const wait = sheet.nodes.tooltip.hidden ? OPEN_AFTER : OPEN_AFTER / 2;
    sheet.timer = setTimeout(() => showCell(sheet, place.row, place.column, false), wait);
  }

  /* Lifts the names of the row and the column that the pointer is at. */
  function cross(sheet, place) {
    (sheet.crossed || []).forEach((node) => node.classList.remove("is-here"));
    sheet.crossed = place && place.column >= 0 ? [sheet.rows[place.row].head, sheet.columns[place.column]] : [];
    sheet.crossed.forEach((node) => node.classList.add("is-here"));
  }

  function showCell(sheet, r, c, byKey) {
    const cell = heatmap.words.read(sheet.payload, r, c);
    const node = sheet.rows[r].cells[c];
    const causes = causesOf(sheet.payload, cell);
    open(sheet, node, [title(cell), ...state(sheet.payload, cell), ...(cell.state === "out" ? [] : [figures(sheet.payload, cell), causes, notes(cell)])]);
    if (byKey && causes) node.setAttribute("aria-describedby", causes.id);
  }

  function showEntry(sheet, node, entry) {
    const taken = entry.taken ? `takes ${heatmap.words.percent(entry.taken)} of capacity` : "takes no capacity";
    const { columns } = sheet.payload;
    const weeks = entry.from === entry.to ? columns[entry.from].name : `${columns[entry.from].name} to ${columns[entry.to].name}`;
    open(sheet, node, [
      element("p", { class: "tip-title" }, entry.name), element("p", { class: "tip-soft" }, `${weeks}; ${entry.who}`),
      element("p", {}, entry.freeze ? `Change freeze; ${taken}` : taken[0].toUpperCase() + taken.slice(1)),
    ]);
  }

  function title(cell) {
    const dates = cell.column.start ? heatmap.words.dates(cell.column) : cell.column.name;
    return element("p", { class: "tip-title" }, cell.row.name, element("span", { class: "tip-soft" }, dates));
  }

  function state(payload, cell) {
    const { headline, stepName } = heatmap.words;
    const words = headline(payload, cell);
    const swatch = cell.step ? [element("span", { class: `swatch s-${cell.letter}`, "aria-hidden": true }, cell.letter)] : [];
    const name = stepName(payload, cell).replace(/^(band|step) \S+ /, "");
    return [element("p", { class: "tip-state" }, ...swatch, element("strong", {}, words), name ? ` ${name}` : "")];
  }

  function figures(payload, cell) {
    if (payload.difference) return heatmap.difference.figures(payload, cell);
    const { hours, tenths, percent, ofCapacity, whole } = heatmap.words;
    const pairs = [
      ["Standard error", cell.error === null ? null : `${tenths(cell.error / 10)} points`],
      ["Load", hours(cell.load)],
      ["Capacity", cell.capacity === null ? "not known" : hours(cell.capacity)],
      ["Saturation", payload.bands || cell.saturation === null ? null : ofCapacity(cell.saturation)],
      ["Hours a head", cell.perHead === null ? null : tenths(cell.perHead)],
      ["Projects", whole(cell.projects)],
      ["Worst severity", cell.worst ? `${cell.worst} of 5` : null],
      ["Go-lives", cell.goLives ? whole(cell.goLives) : null],
      ["Hottest part", heatmap.words.isHot(cell) ? ofCapacity(cell.hottest) : null],
      ["Estimated", cell.estimated ? `${percent(cell.estimated)} of the load` : null],
    ].filter(([, value]) => value !== null);
    return element("dl", { class: "tip-figures" }, ...pairs.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
  }

  function causesOf(payload, cell) {
    if (!cell.causes.length) return null;
    const say = (cause) => (payload.difference ? heatmap.difference.amount(payload, cause.share) : heatmap.words.causeShare(payload, cause));
    const lines = cell.causes.map((cause) => element(
      "li", {}, element("span", {}, `${cause.name} `), element("b", {}, `${say(cause)} `),
    ));
    if (payload.measure === "chance") lines.unshift(element("li", { class: "tip-soft" }, element("span", {}, "If it kept its dates")));
    return element("ol", { class: "tip-causes", id: "heatmap-causes" }, ...lines);
  }

  function notes(cell) {
    const said = cell.during.map((entry) => entry.name);
    if (cell.freeze) said.unshift("change freeze");
    if (cell.atRisk) said.unshift("at risk, for a lead indicator shows concern");
    return said.length ? element("p", { class: "tip-soft" }, `That ${cell.column.name.split(" ")[0] === "week" ? "week" : "time"}: ${said.join(", ")}`) : null;
  }

  function open(sheet, anchor, content) {
    const { tooltip } = sheet.nodes;
    forget(sheet);
    clearTimeout(sheet.timer);
    sheet.described = anchor;
    tooltip.replaceChildren(...content.filter(Boolean));
    tooltip.hidden = false;
    lay(tooltip, anchor.getBoundingClientRect());
  }

  /* Below and to the right of the cell, else on the side where there is room; never off the screen, never over the cell. */
  function lay(tooltip, cell) {
    const { width, height } = tooltip.getBoundingClientRect();
    const across = document.documentElement.clientWidth;
    const down = window.innerHeight;
    const right = cell.right + AWAY + width <= across;
    const below = cell.bottom + AWAY + height <= down;
    const x = right ? cell.right + AWAY : cell.left - AWAY - width;
    let y = below ? cell.bottom + AWAY : cell.top - AWAY - height;
    if (y < 4) y = Math.max(4, Math.min(cell.top, down - height - 4)); // beside the cell
    tooltip.style.left = `${Math.max(4, Math.min(x, across - width - 4))}px`;
    tooltip.style.top = `${y}px`;
  }

  function forget(sheet) {
    if (sheet.described) sheet.described.removeAttribute("aria-describedby");
    sheet.described = null;
  }

  function leave(sheet) {
    clearTimeout(sheet.timer);
    sheet.timer = setTimeout(() => hide(sheet), CLOSE_AFTER);
  }

  function hide(sheet) {
    clearTimeout(sheet.timer);
    forget(sheet);
    sheet.nodes.tooltip.hidden = true;
  }

  /* True if there was one to dismiss. */
  function dismiss(sheet) {
    const open = !sheet.nodes.tooltip.hidden;
    hide(sheet);
    return open;
  }

  heatmap.tooltip = { listen, showCell, showEntry, leave, hide, dismiss };
})(window.heatmap);
