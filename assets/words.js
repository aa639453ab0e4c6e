/* Says in words what a cell shows: for the tooltip, for screen readers and for the table. */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const NBSP = "\u00a0";
  const FULL = 1000; // per mille of capacity
  const MOSTLY = 50; // per cent of the load from estimated hours
  const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]; // Intl says “Sept”

  const date = (iso) => new Date(`${iso}T00:00:00Z`);
  const monthName = (iso) => MONTHS[date(iso).getUTCMonth()];
  const dayName = (iso) => `${date(iso).getUTCDate()} ${monthName(iso)} ${date(iso).getUTCFullYear()}`;
  const hours = (value) => `${whole.format(value)} hour${Math.round(value) === 1 ? "" : "s"}`;
  const count = (number, noun) => `${whole.format(number)} ${noun}${number === 1 ? "" : "s"}`;
  const percent = (value) => `${whole.format(value)}${NBSP}%`;
  /* Rounded down, so that 99.9 is never said as 100. */
  const ofCapacity = (perMille) => percent(Math.floor(perMille / 10));

  /* Everything known of one cell. `state` is one of: step, blank, noData, noCapacity, out. */
  function read(payload, r, c) {
    const cells = payload.cells;
    const letter = cells.step[r][c];
    const pick = (name) => (cells[name] ? cells[name][r][c] : null);
    const saturation = pick("saturation");
    const load = pick("load") || 0;
    const step = payload.steps.find((one) => one.letter === letter) || null;
    return {
      ...(payload.difference ? heatmap.difference.read(payload, r, c) : null),
      row: payload.rows[r], column: payload.columns[c], letter, step, load, saturation,
      state: stateOf(payload, letter, saturation, load, pick("capacity")),
      text: pick("text") || "", capacity: pick("capacity"), perHead: pick("perHead"),
      projects: pick("projects") || 0, worst: pick("worst") || 0, goLives: pick("goLives") || 0,
      estimated: pick("estimated") || 0, hottest: pick("hottest"), freeze: cells.freeze ? cells.freeze[r][c] === "1" : false, atRisk: cells.atRisk ? cells.atRisk[r][c] === "1" : false,
      causes: pairs(pick("causes") || [], payload.events), error: pick("error"),
      during: payload.calendar.filter((entry) => entry.from <= c && c <= entry.to),
    };
  }

  function stateOf(payload, letter, saturation, load, capacity) {
    if (letter === ".") return "blank";
    if (letter === "-") return "noData";
    if (letter === "x") return "out";
    return payload.bands && saturation === null && load > 0 && !capacity ? "noCapacity" : "step";
  }

  function pairs(flat, events) {
    const causes = [];
    for (let i = 0; i + 1 < flat.length; i += 2) causes.push({ name: events[flat[i]], share: flat[i + 1] });
    return causes;
  }

  /* How much a cause brings: its share of the load, or by how much a chance is lower without its delay. */
  const causeShare = (payload, cause) => (payload.measure === "chance" ? `\u2212${count(cause.share, "point")}` : percent(cause.share));

  const isHot = (cell) => cell.hottest !== null && cell.hottest >= FULL && cell.saturation !== null && cell.saturation < FULL;
  const isEstimated = (cell) => cell.load > 0 && cell.estimated >= MOSTLY;
  const place = (cell) => `${cell.row.name}, ${cell.column.name}`;

  /* What the rows are: “Unit”, “Area”, “Programme”. */
  function rowNoun(payload) {
    const first = payload.rows.find((row) => row.kind !== "total");
    const kind = first ? first.kind : "unit";
    return kind[0].toUpperCase() + kind.slice(1);
  }

  function stepName(payload, cell) {
    if (!cell.step) return "";
    const noun = payload.bands ? "band" : "step";
    return `${noun} ${cell.step.letter} ${cell.step.name || cell.step.range}`.trim();
  }

  /* The cell's value with its unit: “131 % of capacity”, “2,904 hours”, or why there is none. */
  function headline(payload, cell) {
    if (payload.difference) return heatmap.difference.headline(payload, cell);
    if (cell.state === "blank") return "nothing planned";
    if (cell.state === "noData") return "no data: no headcount";
    if (cell.state === "out") return "left out by a filter";
    if (cell.state === "noCapacity") return "no capacity, but load";
    const unit = payload.unit.replace(/^%/, `${NBSP}%`);
    return cell.text + (unit.startsWith(NBSP) ? unit : ` ${unit}`);
  }

  function facts(payload, cell) {
    if (payload.difference) return heatmap.difference.facts(payload, cell);
    const said = [];
    if (payload.measure !== "load" && cell.load) said.push(hours(cell.load));
    if (!payload.bands && cell.saturation !== null) said.push(`${ofCapacity(cell.saturation)} of capacity`);
    if (cell.error) said.push(`standard error ${tenths.format(cell.error / 10)} points`);
    if (cell.projects) said.push(count(cell.projects, "project"));
    return said.concat(marks(cell));
  }

  /* What the markers of a cell say. */
  function marks(cell) {
    if (cell.state === "out") return [];
    const said = [];
    if (cell.goLives) said.push(count(cell.goLives, "go-live"));
    if (cell.atRisk) said.push("at risk: a lead indicator shows concern");
    if (cell.freeze) said.push("change freeze");
    if (isHot(cell)) said.push(`hottest part ${ofCapacity(cell.hottest)}`);
    if (isEstimated(cell)) said.push(`${percent(cell.estimated)} of the load estimated`);
    return said;
  }

  /* “North Area, week of 5 Oct 2020: 131 % of capacity, band E severe, 2,904 hours, 4 projects, 1 go-live” */
  function sentence(payload, cell) {
    if (cell.state === "out") return `${place(cell)}: ${headline(payload, cell)}`;
    const said = [headline(payload, cell), stepName(payload, cell), ...facts(payload, cell)];
    return `${place(cell)}: ${said.filter(Boolean).join(", ")}`;
  }

  /* “14 to 20 Dec 2020”, “28 Dec 2020 to 3 Jan 2021” */
  function dates(column) {
    const [first, last] = [dayName(column.start), dayName(column.end)];
    const rest = first.slice(first.indexOf(" "));
    const year = first.slice(-5);
    if (last.endsWith(rest)) return `${first.slice(0, -rest.length)} to ${last}`;
    return last.endsWith(year) ? `${first.slice(0, -year.length)} to ${last}` : `${first} to ${last}`;
  }

  heatmap.words = {
    read, causeShare, sentence, headline, stepName, rowNoun, marks, place, dates, isHot, isEstimated,
    hours, count, percent, ofCapacity, dayName, monthName, date, tenths: (value) => tenths.format(value),
    whole: (value) => whole.format(value),
  };
})(window.heatmap);
