/* The Planner page's glue: draws the heatmaps and the events, feels a move in the heatmaps while it is made, and keeps the
 * scenario's text in the address. The server is asked what a move breaks as soon as it rests for a moment.
 */
window.heatmap = window.heatmap || {};
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.heatmap = window.dash_clientside.heatmap || {};

(function (heatmap, glue) {
  "use strict";

  const PAGE = "planner";
  const MAPS = "planner-maps"; // ids of the hosts, as in the page's class Id
  const GANTT = "planner-gantt";
  const PENDING = "planner-pending";
  const REST = 150; // milliseconds after which the server is asked what a move does
  const PATIENCE = 60; // frames to wait for hosts that React has not shown yet
  let timer = null;
  let frame = 0;

  const params = () => new URLSearchParams(window.location.search);
  const movesNow = () => params().get("moves") || "";

  /* The text of moves: as heatmap/planning/scenarios/scenario_text.py writes it. */

  const escaped = (code) => Array.from(new TextEncoder().encode(code), (byte) => {
    const letter = String.fromCharCode(byte);
    return /[A-Za-z0-9-]/.test(letter) ? letter : `~${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");

  const shiftText = ({ noun, code, start }, weeks) => `shift.${noun === "event" ? escaped(code) : ""}.${noun === "project" ? escaped(code) : ""}.${start || ""}.${weeks}`;

  /* The moves with a shift more; a shift of what was shifted last becomes one with it. */
  function withShift(text, target, weeks) {
    const moves = text ? text.split("_") : [];
    const stem = shiftText(target, "");
    const last = moves.length ? moves[moves.length - 1] : "";
    const before = last.startsWith(stem) ? Number(moves.pop().slice(stem.length)) : 0;
    if (before + weeks) moves.push(shiftText(target, before + weeks));
    return moves.join("_");
  }

  /* Drawing */

  function options(spec, display) {
    const [row, column] = (params().get("cell") || "").split(/@(?=[^@]*$)/);
    return {
      shown: ["before", "after", "difference"].includes((display || {}).show) ? display.show : "side",
      selected: column ? { row, column } : null,
      onSelect: (cell) => heatmap.ask("cell", cell, PAGE),
    };
  }

  function draw(spec, display) {
    const [maps, gantt] = [document.getElementById(MAPS), document.getElementById(GANTT)];
    heatmap.plannerMaps.draw(maps, spec, options(spec, display));
    if (gantt.drawn === spec.key) return;
    gantt.drawn = spec.key;
    clearTimeout(timer);
    heatmap.plannerGantt.draw(gantt, spec, {
      onTry: (bars, target, weeks) => tried(spec, bars, target, weeks),
      onKeep: (target, weeks) => { clearTimeout(timer); heatmap.ask("moves", withShift(movesNow(), target, weeks), PAGE); },
      onBack: () => { clearTimeout(timer); feel(spec, [], 0); window.dash_clientside.set_props(PENDING, { data: null }); },
      onChoose: (event) => heatmap.ask("event", event, PAGE),
    });
  }

  function tried(spec, bars, target, weeks) {
    feel(spec, bars, weeks);
    clearTimeout(timer);
    timer = setTimeout(() => window.dash_clientside.set_props(PENDING, { data: { moves: withShift(movesNow(), target, weeks) } }), REST);
  }

  /* Paints the heatmaps as they are with these bars some weeks later, once for each picture of the screen. */
  function feel(spec, bars, weeks) {
    const [{ maps }, { gantt }] = [document.getElementById(MAPS), document.getElementById(GANTT)];
    const load = weeks ? heatmap.plannerHours.moved(spec.after.load, bars, weeks) : spec.after.load;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      const over = heatmap.plannerMaps.repaint(maps, load);
      gantt.said = `${heatmap.words.count(over, "unit-week")} shown over capacity.`;
    });
  }

  /* Clientside callback: draws the plan; gives its key. */
  glue.drawPlanner = async function (spec, display) {
    if (!spec) return window.dash_clientside.no_update;
    for (let left = PATIENCE; left && !document.getElementById(MAPS)?.offsetParent; left -= 1) await new Promise(requestAnimationFrame);
    if (!document.getElementById(MAPS)) return window.dash_clientside.no_update;
    draw(spec, display);
    return spec.key;
  };

  /* Clientside callback: remembers the moves before each change, and goes back and forth among them. */
  glue.plannerHistory = function (query, _undo, _redo, _clear, history) {
    const { callback_context: context } = window.dash_clientside;
    const by = (context.triggered || []).map((each) => each.prop_id.split(".")[0]);
    const moves = new URLSearchParams(query || "").get("moves") || "";
    const past = [...history.past];
    const future = [...history.future];
    let now = history.moves;
    const go = (to, from, into) => { into.push(now || ""); now = to; heatmap.ask("moves", to, PAGE); return from; };
    if (by.includes("planner-undo") && past.length) go(past.pop(), past, future);
    else if (by.includes("planner-redo") && future.length) go(future.pop(), future, past);
    else if (by.includes("planner-clear")) heatmap.ask("moves", "", PAGE);
    else if (now !== null && moves !== now) { past.push(now); future.length = 0; now = moves; }
    else now = moves;
    return [{ past: past.slice(-100), future, moves: now }, !past.length, !future.length];
  };
})(window.heatmap, window.dash_clientside.heatmap);
