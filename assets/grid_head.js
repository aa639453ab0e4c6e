/* The head of the grid: months (or years), the operational calendar as a strip, the days, and the as-of line. */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const LANES = 3;
  const GAP = 4; // pixels between a bar and a label
  const BOLD = 1.15; // how much wider bold letters are, at most
  const element = (...all) => heatmap.element(...all);

  /* Draws the head if it differs from the last one; says whether it did. */
  function draw(sheet) {
    const { payload, nodes } = sheet;
    const { columns, groups, calendar, asOf, asOfName, asOfDate, grain } = payload;
    const drawn = JSON.stringify([columns, groups, calendar, asOf, asOfName, asOfDate, grain, heatmap.words.rowNoun(payload)]);
    if (sheet.headDrawn === drawn) return false;
    sheet.headDrawn = drawn;
    nodes.groups = element("div", { class: "grid-groups", "aria-hidden": true });
    nodes.strip = element("div", { class: "grid-strip", "aria-hidden": true });
    nodes.days = element("div", { class: "grid-row grid-days", role: "row", "aria-rowindex": 1 }, corner(payload));
    nodes.days.append(...heatmap.gridBody.blocks(payload.columns.length, (c) => columnHead(payload, c)));
    sheet.columns = Array.from(nodes.days.querySelectorAll(".column-head"));
    nodes.head.replaceChildren(nodes.groups, nodes.strip, nodes.days, ...asOfLine(sheet));
    nodes.body.querySelector(".as-of-line")?.remove();
    nodes.body.append(...asOfLine(sheet), nodes.mark);
    return true;
  }

  function corner(payload) {
    const noun = heatmap.words.rowNoun(payload);
    const grain = { week: "week of", month: "month", quarter: "quarter" }[payload.grain];
    return element(
      "div", { class: "row-head corner", role: "columnheader", "aria-colindex": 1, "aria-label": noun },
      element("span", { class: "row-name" }, noun), element("span", { class: "row-code" }, grain),
    );
  }

  function columnHead(payload, c) {
    const column = payload.columns[c];
    const starts = payload.groups.some((group) => group.from === c && c > 0);
    return element(
      "div",
      { class: `column-head${starts ? " starts-group" : ""}`, role: "columnheader", "aria-colindex": c + 2, "aria-label": column.name },
      shortName(payload.grain, column),
    );
  }

  function shortName(grain, column) {
    const { date, monthName } = heatmap.words;
    if (grain === "week") return String(date(column.start).getUTCDate());
    return grain === "month" ? monthName(column.start) : `${monthName(column.start)}–${monthName(column.end)}`;
  }

  function asOfLine(sheet) {
    if (sheet.payload.asOf === null || sheet.payload.asOf === undefined) return [];
    const place = asOfPlace(sheet.payload);
    const line = element("div", { class: `as-of-line${place === 0 ? " is-first" : ""}`, "aria-hidden": true });
    line.style.left = leftOf(sheet, place);
    return [line];
  }

  /* Where the line stands, in columns: before the as-of week; in a month or quarter, at the day itself. */
  function asOfPlace({ asOf, asOfDate, columns, grain }) {
    if (grain === "week" || !asOfDate) return asOf;
    const { date } = heatmap.words;
    const start = date(columns[asOf].start);
    const past = (date(asOfDate) - start) / (date(columns[asOf].end) - start + 86400000); // milliseconds of a day
    return asOf + Math.min(1, Math.max(0, past));
  }

  /* Positions in the style sheet's own arithmetic, so that they hold at any width, on paper too. */
  function leftOf(sheet, c) {
    return `calc(var(--head) + (100% - var(--head)) * ${c} / ${sheet.payload.columns.length})`;
  }

  function span(sheet, node, from, to) {
    node.style.left = leftOf(sheet, from);
    node.style.width = `calc((100% - var(--head)) * ${to - from + 1} / ${sheet.payload.columns.length} - var(--gap))`;
  }

  function columnWidth(sheet) {
    const { canvas } = sheet.nodes;
    const head = parseFloat(canvas.style.getPropertyValue("--head")) || 0;
    return (canvas.clientWidth - head) / sheet.payload.columns.length;
  }

  /* Places the labels of months and calendar, as far as there is room for them. `across`: the width of paper. */
  function arrange(sheet, across) {
    if (!sheet.payload || !sheet.nodes.groups || sheet.nodes.grid.hidden) return;
    const head = parseFloat(sheet.nodes.canvas.style.getPropertyValue("--head")) || 0;
    const width = across ? (across - head) / sheet.payload.columns.length : columnWidth(sheet);
    if (width <= 0) return;
    arrangeGroups(sheet, width);
    arrangeStrip(sheet, width);
  }

  function arrangeGroups(sheet, width) {
    const { payload, nodes } = sheet;
    const widthOf = heatmap.measureIn(nodes.groups);
    let year = "";
    nodes.groups.replaceChildren(element("span", { class: "head-cover" }), ...payload.groups.map((group) => {
      const box = element("div", { class: "group" });
      span(sheet, box, group.from, group.to);
      const [, own] = /\s(\d{4})$/.exec(group.name) || [null, ""];
      const name = own && own === year ? group.name.slice(0, -5) : group.name;
      if (widthOf(name) + 2 * GAP <= (group.to - group.from + 1) * width) {
        box.append(element("span", { class: "group-name" }, name));
        year = own;
      }
      return box;
    }));
  }

  function arrangeStrip(sheet, width) {
    const { payload, nodes } = sheet;
    const lanes = Array.from({ length: LANES }, () => []);
    const placed = [];
    const widthOf = heatmap.measureIn(nodes.strip);
    if (payload.asOf !== null && payload.asOf !== undefined) placed.push(asOfLabel(sheet, lanes, width, widthOf));
    const order = payload.calendar.slice().sort((a, b) => b.freeze - a.freeze || b.taken - a.taken || a.from - b.from);
    for (const entry of order) placed.push(...bar(sheet, entry, lanes, width, widthOf));
    const used = lanes.filter((lane) => lane.length).length;
    nodes.strip.style.setProperty("--lanes", used);
    nodes.strip.classList.toggle("has-more", placed.some((node) => node.classList.contains("is-more")));
    nodes.strip.replaceChildren(...(payload.calendar.length ? [element("span", { class: "strip-title" }, "Calendar")] : []), ...placed);
  }

  function asOfLabel(sheet, lanes, width, widthOf) {
    const { payload } = sheet;
    const text = `as of ${payload.asOfName}`;
    const long = BOLD * widthOf(text) + 2 * GAP;
    const place = asOfPlace(payload);
    const x = place * width;
    const flipped = x + long > payload.columns.length * width;
    lanes[0].push(flipped ? [x - long, x] : [x, x + long]);
    const label = element("span", { class: `as-of-label${flipped ? " is-flipped" : ""}` }, text);
    label.style.left = leftOf(sheet, place);
    return label;
  }

  function bar(sheet, entry, lanes, width, widthOf) {
    const from = entry.from * width;
    const to = (entry.to + 1) * width;
    const long = widthOf(entry.name) + 2 * GAP;
    const labelled = [
      { at: "in", extent: [from, to], fits: long <= to - from },
      { at: "after", extent: [from, to + long], fits: to + long <= sheet.payload.columns.length * width },
      { at: "before", extent: [from - long, to], fits: from - long >= 0 },
    ].filter((way) => way.fits);
    const ways = [...labelled, { at: "none", extent: [from, to] }];
    for (const way of ways) {
      const lane = lanes.findIndex((taken) => taken.every(([a, b]) => way.extent[1] <= a || way.extent[0] >= b));
      if (lane >= 0) {
        lanes[lane].push(way.extent);
        return [barNode(sheet, entry, lane, way.at)];
      }
    }
    return [barNode(sheet, entry, LANES, "none")]; // a fourth at the same time is a thin line below the lanes
  }

  function barNode(sheet, entry, lane, at) {
    const node = element("div", { class: `strip-bar label-${at}${entry.freeze ? " is-freeze" : ""}${lane === LANES ? " is-more" : ""}`, style: { "--lane": String(lane) } });
    span(sheet, node, entry.from, entry.to);
    if (at !== "none") node.append(element("span", {}, entry.name));
    node.addEventListener("pointerenter", () => heatmap.tooltip.showEntry(sheet, node, entry));
    node.addEventListener("pointerleave", () => heatmap.tooltip.leave(sheet));
    return node;
  }

  heatmap.gridHead = { draw, arrange, columnWidth, span };
})(window.heatmap);
