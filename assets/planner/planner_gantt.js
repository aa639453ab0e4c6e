/* The planner's events by project, as bars that can be moved by whole weeks: with the mouse, a finger or the keyboard.
 *
 * All bars together are one tab stop. Up and down choose a bar, left and right move it by a week, Enter keeps the move, Escape
 * takes it back. What is being moved is told on every step; heatmap.planner makes it felt in the heatmaps.
 */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const element = (...all) => heatmap.element(...all);
  const set = (...all) => heatmap.set(...all);
  const WEEK = 7 * 86400000; // milliseconds
  const FAR = 104; // weeks that one drag may move something by
  const HELP = "Drag a bar, or: ← → move it by a week, Enter keeps it, Escape takes it back, ↑ ↓ choose another.";

  /* options: {onTry(bars, target, weeks), onKeep(target, weeks), onBack(), onChoose(event)} */
  function draw(host, spec, options) {
    const gantt = host.gantt || open(host);
    const held = gantt.stop ? gantt.stop.key : null;
    const focused = host.contains(document.activeElement) && document.activeElement.matches(".bar");
    Object.assign(gantt, { spec, options, trying: null, bars: [] });
    gantt.from = heatmap.words.date(spec.columns[0].start).getTime();
    gantt.count = spec.columns.length;
    const table = element("div", { class: "gantt", role: "group", "aria-label": "Events by project", "aria-describedby": "gantt-help" }, head(gantt), ...spec.projects.map((project) => projectRows(gantt, project)));
    host.style.setProperty("--columns", gantt.count);
    host.replaceChildren(title(), table, gantt.live);
    const start = gantt.bars.find((bar) => bar.key === held) || gantt.bars.find((bar) => bar.event === spec.event) || gantt.bars.find((bar) => !bar.whole) || gantt.bars[0];
    if (start) { setStop(gantt, start); if (focused) start.node.focus({ preventScroll: true }); }
    return gantt;
  }

  function open(host) {
    const gantt = { host, live: element("div", { class: "visually-hidden", "aria-live": "assertive" }) };
    host.gantt = gantt;
    set(host, { class: "gantt-host" });
    host.addEventListener("keydown", (event) => pressed(gantt, event));
    host.addEventListener("focusin", (event) => { const bar = barOf(gantt, event.target); if (bar) { setStop(gantt, bar); tell(gantt, bar); } });
    host.addEventListener("focusout", (event) => { heatmap.charts.closeTip(); if (gantt.trying && gantt.trying.byKey && event.relatedTarget) back(gantt); });
    host.addEventListener("pointerover", (event) => {
      const bar = barOf(gantt, event.target);
      if (bar && event.pointerType !== "touch" && !gantt.trying) tell(gantt, bar);
      else if (!gantt.trying) heatmap.charts.leave();
    });
    host.addEventListener("pointerleave", () => heatmap.charts.leave());
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && gantt.trying && !gantt.trying.byKey) { event.preventDefault(); back(gantt); } });
    return gantt;
  }

  const title = () => element("div", { class: "gantt-title" }, element("h2", {}, "Events to move"), element("p", { id: "gantt-help" }, HELP));

  function head(gantt) {
    const { spec } = gantt;
    const months = spec.groups.map((group) => {
      const node = element("span", { class: "map-group" }, element("span", {}, group.name));
      lay(gantt, node, group.from, group.to + 1);
      return node;
    });
    const days = spec.columns.map((column) => element("span", { class: "gantt-day" }, String(heatmap.words.date(column.start).getUTCDate())));
    return element("div", { class: "gantt-row gantt-head", "aria-hidden": true }, element("div", { class: "gantt-name" }), element("div", { class: "gantt-track" }, element("div", { class: "gantt-months" }, ...months), element("div", { class: "gantt-days" }, ...days)));
  }

  /* A project's name and its bars: the whole project's, then its events' in as few lanes as they need. */
  function projectRows(gantt, project) {
    const bars = project.events.map((one) => ({ ...one, key: `event ${one.event}`, target: { noun: "event", code: one.event }, parts: [one], name: one.title, project: project.name }));
    const ahead = project.events.filter((one) => !one.begun && one.status !== "cancelled");
    const until = gantt.from + gantt.count * WEEK;
    const within = (bar, weeks) => end(bar) + weeks * WEEK > gantt.from && start(bar) + weeks * WEEK < until;
    const seen = bars.filter((bar) => within(bar, 0) || (bar.weeks && within(bar, -bar.weeks)));
    const rows = [];
    if (ahead.length > 1) rows.push([wholeBar(project, ahead, gantt.spec.asOfDate)]);
    rows.push(...lanes(seen));
    const track = element("div", { class: "gantt-track" }, ...asOfLine(gantt), ...rows.flatMap((lane, at) => lane.flatMap((bar) => barNodes(gantt, bar, at))));
    track.style.setProperty("--lanes", Math.max(1, rows.length));
    const name = element("div", { class: "gantt-name", title: project.name }, element("b", {}, project.name), element("small", {}, project.note));
    return element("div", { class: "gantt-row" }, name, track);
  }

  function wholeBar(project, ahead, asOf) {
    const first = ahead.reduce((a, b) => (a.from < b.from ? a : b));
    const last = ahead.reduce((a, b) => (a.to > b.to ? a : b));
    const all = ahead.length === project.events.filter((one) => one.status !== "cancelled").length;
    const target = { noun: "project", code: project.project, start: all ? null : asOf };
    return {
      key: `project ${project.project}`, whole: true, target, parts: ahead, from: first.from, to: last.to, status: "planned", weeks: 0, goLive: null,
      name: `All ${all ? "" : "to come, "}${heatmap.words.count(ahead.length, "event")}`, project: project.name, kind: "", earliest: null, latest: null,
    };
  }

  const start = (bar) => heatmap.words.date(bar.from).getTime();
  const end = (bar) => heatmap.words.date(bar.to).getTime() + WEEK / 7;

  function lanes(bars) {
    const found = [];
    for (const bar of [...bars].sort((a, b) => (a.from < b.from ? -1 : 1))) {
      let lane = found.find((one) => end(one[one.length - 1]) <= start(bar));
      if (!lane) { lane = []; found.push(lane); }
      lane.push(bar);
    }
    return found;
  }

  const weeksTo = (gantt, time) => (time - gantt.from) / WEEK;

  function lay(gantt, node, from, to) {
    node.style.left = `${(from * 100) / gantt.count}%`;
    node.style.width = `${((to - from) * 100) / gantt.count}%`;
  }

  function barNodes(gantt, bar, lane) {
    const moves = bar.status !== "cancelled";
    const classes = ["bar", `is-${bar.status}`, bar.whole ? "is-whole" : "", bar.weeks ? "is-moved" : "", bar.added ? "is-added" : "", bar.event === gantt.spec.event ? "is-chosen" : ""];
    const name = element("span", {}, bar.name);
    const node = element("button", { class: classes.filter(Boolean).join(" "), type: "button", tabindex: -1 }, name);
    node.style.setProperty("--lane", lane);
    const [from, to] = [weeksTo(gantt, start(bar)), weeksTo(gantt, end(bar))];
    lay(gantt, node, from, to);
    const live = bar.goLive ? (heatmap.words.date(bar.goLive).getTime() - start(bar) + WEEK / 14) / (end(bar) - start(bar)) : null;
    if (live !== null) {
      const diamond = element("i", { class: "bar-live" });
      diamond.style.left = `${live * 100}%`;
      node.append(diamond);
    }
    placeName(name, Math.max(0, -from / (to - from)), live);
    Object.assign(bar, { node, from: bar.from, at: [from, to], lane });
    gantt.bars.push(bar);
    node.bar = bar;
    if (moves) node.addEventListener("pointerdown", (event) => grabbed(gantt, bar, event));
    label(gantt, bar, 0);
    const nodes = [node];
    if (bar.weeks) nodes.unshift(ghost(gantt, bar, from - bar.weeks, to - bar.weeks));
    return nodes;
  }

  /* The name where there is most room for it: from where the bar comes into sight, on one side of its go-live. Shares of the bar. */
  function placeName(name, seen, live) {
    const after = live !== null && live - seen < 1 - live;
    const begin = after ? Math.max(seen, live) : seen;
    if (begin) name.style.marginLeft = `calc(${begin * 100}% + 0.4rem)`;
    if (live !== null && !after) name.style.marginRight = `calc(${(1 - live) * 100}% + 0.4rem)`;
  }

  function ghost(gantt, bar, from, to) {
    const node = element("i", { class: "bar-ghost" });
    node.style.setProperty("--lane", bar.lane);
    lay(gantt, node, from, to);
    return node;
  }

  function asOfLine(gantt) {
    const { spec } = gantt;
    if (spec.asOf === null) return [];
    const line = element("i", { class: "map-as-of" });
    line.style.left = `${(spec.asOf * 100) / gantt.count}%`;
    return [line];
  }

  const barOf = (gantt, target) => { const node = target instanceof Element ? target.closest(".bar") : null; return node ? node.bar : null; };

  /* Words */

  const iso = (time) => new Date(time).toISOString().slice(0, 10);
  const dates = (bar, weeks) => heatmap.words.dates({ start: iso(start(bar) + weeks * WEEK), end: iso(end(bar) - WEEK / 7 + weeks * WEEK) });
  const later = (weeks) => (weeks ? `${heatmap.words.count(Math.abs(weeks), "week")} ${weeks > 0 ? "later" : "earlier"}` : "as planned");

  function label(gantt, bar, weeks) {
    const live = bar.goLive ? `, live on ${heatmap.words.dayName(iso(heatmap.words.date(bar.goLive).getTime() + weeks * WEEK))}` : "";
    const shift = bar.weeks + weeks;
    set(bar.node, { "aria-label": `${bar.project}: ${bar.name}, ${bar.kind ? `${bar.kind}, ` : ""}${bar.status}, ${dates(bar, weeks)}${live}${shift ? `, ${later(shift)}` : ""}` });
  }

  function windowOf(bar) {
    const { dayName } = heatmap.words;
    if (bar.whole) return "";
    if (!bar.earliest && !bar.latest) return "No window: its dates are fixed";
    return `May move ${bar.earliest ? `from ${dayName(bar.earliest)} ` : ""}${bar.latest ? `up to ${dayName(bar.latest)}` : ""}`.trim();
  }

  function tell(gantt, bar) {
    const live = bar.goLive ? `, live on ${heatmap.words.dayName(bar.goLive)}` : "";
    const said = [`${bar.project}: ${bar.name}`, `${bar.kind ? `${bar.kind}, ` : ""}${bar.status}`, `${dates(bar, 0)}${live}`, bar.weeks ? `${later(bar.weeks)} than planned` : "", windowOf(bar)];
    heatmap.charts.openTip({ host: gantt.host }, { node: bar.node, said: said.filter(Boolean) });
  }

  /* Trying, keeping, taking back */

  function tryOut(gantt, bar, weeks, byKey) {
    const bound = Math.min(FAR, Math.max(-FAR, weeks));
    heatmap.charts.closeTip();
    gantt.trying = { bar, weeks: bound, byKey };
    const along = `translateX(${(bound * bar.node.parentElement.clientWidth) / gantt.count}px)`;
    for (const one of partsOf(gantt, bar)) {
      one.node.style.transform = along; // cheaper to paint than a new place
      one.node.classList.add("is-trying");
    }
    showWindow(gantt, bar);
    bar.node.dataset.weeks = later(bound);
    label(gantt, bar, bound);
    gantt.options.onTry(bar.parts, bar.target, bound);
  }

  /* The bars that move along: of a whole project its events' too. */
  const partsOf = (gantt, bar) => (bar.whole ? [bar, ...gantt.bars.filter((one) => bar.parts.some((part) => part.event === one.event))] : [bar]);

  /* Where the event may lie, behind its lane. */
  function showWindow(gantt, bar) {
    if (bar.window || bar.whole || (!bar.earliest && !bar.latest)) return;
    const { date } = heatmap.words;
    const from = bar.earliest ? weeksTo(gantt, date(bar.earliest).getTime()) : 0;
    const to = bar.latest ? weeksTo(gantt, date(bar.latest).getTime() + WEEK / 7) : gantt.count;
    bar.window = ghost(gantt, bar, from, to);
    bar.window.className = "bar-window";
    bar.node.before(bar.window);
  }

  function settle(gantt) {
    const { bar } = gantt.trying;
    for (const one of partsOf(gantt, bar)) {
      one.node.classList.remove("is-trying");
      if (one.window) one.window.remove();
      one.window = null;
    }
    delete bar.node.dataset.weeks;
    gantt.trying = null;
  }

  function back(gantt) {
    const { bar } = gantt.trying;
    for (const one of partsOf(gantt, bar)) one.node.style.transform = "";
    settle(gantt);
    label(gantt, bar, 0);
    say(gantt, "Taken back.");
    gantt.options.onBack();
  }

  function keep(gantt) {
    const { bar, weeks } = gantt.trying;
    if (!weeks) { back(gantt); return; }
    settle(gantt);
    say(gantt, `Kept: ${bar.name}, ${later(weeks)}.`);
    gantt.options.onKeep(bar.target, weeks);
  }

  const say = (gantt, text) => heatmap.write(gantt.live, text);

  /* The pointer: a bar that is pressed and pulled moves; one that is only pressed is chosen. */
  function grabbed(gantt, bar, event) {
    if (event.button !== 0 || gantt.trying) return;
    const track = bar.node.parentElement;
    const week = track.clientWidth / gantt.count;
    const from = event.clientX;
    let pulled = false;
    bar.node.setPointerCapture(event.pointerId);
    const ended = new AbortController();
    const { signal } = ended;
    const on = (name, call) => bar.node.addEventListener(name, call, { signal });
    on("pointermove", (move) => {
      const weeks = Math.round((move.clientX - from) / week);
      if (!pulled && !weeks) return;
      pulled = pulled || weeks !== 0;
      if (gantt.trying ? gantt.trying.weeks !== weeks : pulled && !signal.aborted) tryOut(gantt, bar, weeks, false);
    });
    on("pointerup", () => {
      ended.abort();
      if (gantt.trying && gantt.trying.bar === bar) keep(gantt);
      else if (!pulled && !bar.whole) gantt.options.onChoose(bar.event);
    });
    on("pointercancel", () => { ended.abort(); if (gantt.trying) back(gantt); });
    document.addEventListener("keydown", (key) => { if (key.key === "Escape") ended.abort(); }, { signal });
  }

  /* The keyboard */

  function setStop(gantt, bar) {
    if (gantt.stop && gantt.stop.node) gantt.stop.node.tabIndex = -1;
    gantt.stop = bar;
    bar.node.tabIndex = 0;
  }

  function pressed(gantt, event) {
    const bar = barOf(gantt, event.target);
    if (!bar || event.altKey || event.ctrlKey || event.metaKey) return;
    const trying = gantt.trying && gantt.trying.bar === bar ? gantt.trying : null;
    const along = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const across = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }[event.key];
    if (along && bar.status !== "cancelled") {
      event.preventDefault();
      const weeks = (trying ? trying.weeks : 0) + along;
      tryOut(gantt, bar, weeks, true);
      say(gantt, `${later(gantt.trying.weeks)}: ${dates(bar, gantt.trying.weeks)}. ${gantt.said || ""}`);
    } else if (across) {
      event.preventDefault();
      if (trying) back(gantt);
      const at = Math.min(gantt.bars.length - 1, Math.max(0, gantt.bars.indexOf(bar) + across));
      setStop(gantt, gantt.bars[at]);
      gantt.stop.node.focus({ preventScroll: true });
      gantt.stop.node.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (trying) keep(gantt);
      else if (!bar.whole) gantt.options.onChoose(bar.event);
    } else if (event.key === "Escape" && trying) {
      event.preventDefault();
      back(gantt);
    }
  }

  heatmap.plannerGantt = { draw, later };
})(window.heatmap);
