/* The same numbers as a real table: one line for each row and column of the grid, with every marker and cause in words.
 *
 * Sortable by its heads, a page at a time. What the legend switches off is left out; the calendar stands below.
 */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const PAGE = 100; // lines
  const element = (...all) => heatmap.element(...all);

  /* A column of the table: its head, what it is sorted by, and what it says. */
  function headsOf(payload) {
    const { percent, causeShare, ofCapacity, whole, tenths, stepName, headline, marks, rowNoun } = heatmap.words;
    const some = (value, say) => (value === null || value === undefined ? "" : say(value));
    const value = { name: payload.bands ? "Saturation, % of capacity" : `${payload.measureLabel}, ${payload.unit}`, number: true, sort: (cell) => valueOf(payload, cell), say: (cell) => (cell.state === "step" ? cell.text : headline(payload, cell)) };
    const places = [
      { name: rowNoun(payload), sort: (cell) => cell.at[0], say: (cell) => cell.row.name, opens: true },
      { name: "Code", sort: (cell) => cell.row.code, say: (cell) => cell.row.code },
      { name: { week: "Week", month: "Month", quarter: "Quarter" }[payload.grain], sort: (cell) => cell.at[1], say: (cell) => cell.column.name.replace(/^week of /, ""), short: true },
    ];
    if (payload.difference) return [...places, ...heatmap.difference.heads(payload)];
    return [
      ...places,
      value,
      { name: payload.bands ? "Band" : "Step", sort: (cell) => cell.letter, say: (cell) => stepName(payload, cell).replace(/^(band|step) /, ""), short: true },
      { name: "Load, hours", number: true, sort: (cell) => cell.load, say: (cell) => whole(cell.load) },
      { name: "Capacity, hours", number: true, sort: (cell) => cell.capacity, say: (cell) => some(cell.capacity, whole) },
      ...(payload.bands ? [] : [{ name: "Saturation", number: true, sort: (cell) => cell.saturation, say: (cell) => some(cell.saturation, ofCapacity) }]),
      ...(payload.measure === "chance" ? [{ name: "Standard error, points", number: true, sort: (cell) => cell.error, say: (cell) => some(cell.error, (error) => tenths(error / 10)) }] : []),
      { name: "Hours a head", number: true, sort: (cell) => cell.perHead, say: (cell) => some(cell.perHead, tenths) },
      { name: "Projects", number: true, sort: (cell) => cell.projects, say: (cell) => whole(cell.projects) },
      { name: "Worst severity", number: true, sort: (cell) => cell.worst, say: (cell) => (cell.worst ? String(cell.worst) : "") },
      { name: "Go-lives", number: true, sort: (cell) => cell.goLives, say: (cell) => (cell.goLives ? whole(cell.goLives) : "") },
      { name: "Estimated", number: true, sort: (cell) => cell.estimated, say: (cell) => (cell.load ? percent(cell.estimated) : "") },
      { name: "Hottest part", number: true, sort: (cell) => cell.hottest, say: (cell) => some(cell.hottest, ofCapacity) },
      { name: "At risk", sort: (cell) => (cell.atRisk ? 1 : 0), say: (cell) => (cell.atRisk ? "yes" : "") },
      { name: "Marks", sort: (cell) => marks(cell).length, say: (cell) => marks(cell).join("; ") },
      { name: payload.measure === "chance" ? "If it kept its dates" : "Chief causes", sort: (cell) => cell.causes.length, say: (cell) => cell.causes.map((cause) => `${cause.name} ${causeShare(payload, cause)}`).join("; "), wide: true },
    ];
  }

  /* A number to sort by, of any measure. */
  function valueOf(payload, cell) {
    if (cell.state === "noCapacity") return Infinity;
    if (cell.state !== "step" && cell.state !== "blank") return null;
    const key = { saturation: "saturation", load: "load", projects: "projects", worst: "worst", go_lives: "goLives", goLives: "goLives" }[payload.measure];
    return key ? cell[key] : Number.parseFloat(cell.text.replace(/,/g, "")) || 0;
  }

  function draw(sheet) {
    const table = (sheet.table = sheet.table || { page: 0, sort: null, down: false });
    if (!sheet.drawn.has("table")) { table.cells = allCells(sheet.payload); table.page = 0; table.off = null; }
    const off = sheet.options.off.join("");
    if (table.off === off && sheet.drawn.has("table")) return;
    table.off = off;
    table.lines = inOrder(sheet, table);
    table.page = Math.min(table.page, Math.max(0, Math.ceil(table.lines.length / PAGE) - 1));
    sheet.drawn.add("table");
    write(sheet);
  }

  function allCells(payload) {
    return payload.rows.flatMap((_, r) => payload.columns.map((__, c) => Object.assign(heatmap.words.read(payload, r, c), { at: [r, c] })));
  }

  /* Empty values come last, either way. */
  function inOrder(sheet, table) {
    const shown = table.cells.filter((cell) => !sheet.options.off.includes(cell.letter));
    if (table.sort === null) return shown;
    const head = headsOf(sheet.payload)[table.sort];
    const keyed = shown.map((cell) => [head.sort(cell), cell]);
    const empty = (key) => key === null || key === "" || key === undefined;
    keyed.sort(([a], [b]) => {
      if (empty(a) || empty(b)) return empty(a) - empty(b);
      const way = typeof a === "string" ? a.localeCompare(b, "en-GB") : a < b ? -1 : a > b ? 1 : 0;
      return table.down ? -way : way;
    });
    return keyed.map(([, cell]) => cell);
  }

  function write(sheet) {
    const { payload, nodes } = sheet;
    const heads = headsOf(payload);
    const held = document.activeElement && nodes.table.contains(document.activeElement) ? document.activeElement.dataset.hold : null;
    nodes.table.replaceChildren(
      pager(sheet), element("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": payload.title }, dataTable(sheet, heads)),
      ...calendar(payload),
    );
    if (held) nodes.table.querySelector(`[data-hold="${held}"]:not(:disabled)`)?.focus({ preventScroll: true });
  }

  function dataTable(sheet, heads) {
    const { table, payload } = sheet;
    const lines = table.lines.slice(table.page * PAGE, (table.page + 1) * PAGE);
    return element(
      "table", { class: "data-table" },
      element("caption", {}, `${payload.title}: lines ${rangeOf(table)}`),
      element("thead", {}, element("tr", {}, ...heads.map((head, at) => headCell(sheet, head, at)))),
      element("tbody", {}, ...lines.map((cell) => element("tr", {}, ...heads.map((head) => dataCell(sheet, head, cell))))),
    );
  }

  function headCell(sheet, head, at) {
    const { table } = sheet;
    const sorted = table.sort === at;
    const button = element("button", { type: "button", class: "sort", "data-hold": `sort-${at}`, onclick: () => sortBy(sheet, head, at) }, head.name);
    return element("th", { scope: "col", class: head.number ? "is-number" : null, "aria-sort": sorted ? (table.down ? "descending" : "ascending") : null }, button);
  }

  /* Numbers start with the highest, names with the first; once more turns the order round. */
  function sortBy(sheet, head, at) {
    const { table } = sheet;
    table.down = table.sort === at ? !table.down : Boolean(head.number);
    table.sort = at;
    table.page = 0;
    table.lines = inOrder(sheet, table);
    write(sheet);
    heatmap.grid.say(sheet, `Sorted by ${head.name}, ${table.down ? "descending" : "ascending"}.`);
  }

  function dataCell(sheet, head, cell) {
    const words = head.say(cell);
    if (!head.opens) return element("td", { class: head.number ? "is-number" : head.wide ? "is-wide" : head.short ? "is-short" : null }, words);
    const open = () => heatmap.grid.select(sheet, ...cell.at);
    return element("th", { scope: "row" }, element("button", { type: "button", class: "link", "aria-label": `${heatmap.words.place(cell)}: what makes it up`, onclick: open }, words));
  }

  function rangeOf(table) {
    const { whole } = heatmap.words;
    if (!table.lines.length) return "none";
    const last = Math.min(table.lines.length, (table.page + 1) * PAGE);
    return `${whole(table.page * PAGE + 1)} to ${whole(last)} of ${whole(table.lines.length)}`;
  }

  function pager(sheet) {
    const { table } = sheet;
    const pages = Math.max(1, Math.ceil(table.lines.length / PAGE));
    const turn = (by) => () => { table.page += by; write(sheet); heatmap.grid.say(sheet, `Lines ${rangeOf(table)}.`); };
    return element(
      "nav", { class: "pager no-print", "aria-label": "Pages of the table" },
      element("button", { type: "button", class: "button is-small", "data-hold": "back", disabled: table.page === 0 ? "" : null, onclick: turn(-1) }, "Previous"),
      element("button", { type: "button", class: "button is-small", "data-hold": "on", disabled: table.page >= pages - 1 ? "" : null, onclick: turn(1) }, "Next"),
      element("span", {}, `Lines ${rangeOf(table)}`),
    );
  }

  function calendar(payload) {
    if (!payload.calendar.length) return [];
    const { percent } = heatmap.words;
    const when = (entry) => (entry.from === entry.to ? payload.columns[entry.from].name : `${payload.columns[entry.from].name} to ${payload.columns[entry.to].name}`);
    const lines = payload.calendar.map((entry) => [when(entry), entry.who, entry.taken ? percent(entry.taken) : "none", entry.freeze ? "yes" : "no"].reduce(
      (line, words) => { line.append(element("td", {}, words)); return line; }, element("tr", {}, element("th", { scope: "row" }, entry.name)),
    ));
    const heads = ["Name", "When", "Who", "Capacity taken", "Change freeze"].map((name) => element("th", { scope: "col" }, name));
    return [element("table", { class: "data-table" }, element("caption", {}, "Operational calendar"), element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...lines))];
  }

  heatmap.tableView = { draw };
})(window.heatmap);
