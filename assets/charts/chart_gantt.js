/* A unit's events as bars over time, grouped by project, go-lives as diamonds; how firm an event is shows in its outline. */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const LANE = { screen: 17, paper: 13 }; // pixels
  const MOST = 16; // lanes on paper
  const HEAD = 20; // pixels for the legend
  const charts = () => heatmap.charts;

  /* On paper, the projects with the most load that fit. */
  function shown(spec, paper) {
    if (!paper) return spec.groups;
    let lanes = 0;
    const fit = [...spec.groups].sort((a, b) => a.rank - b.rank).filter((group) => (lanes += group.lanes.length) <= MOST);
    return spec.groups.filter((group) => fit.includes(group));
  }

  const laneOf = (paper) => (paper ? LANE.paper : LANE.screen);

  function gantt(host, spec) {
    charts().mount(host, {
      ...heatmap.chartWeeks.ON_PAPER, title: spec.title, table: spec.table, margin: heatmap.chartWeeks.margin(HEAD, 22),
      height: (_, paper) => HEAD + 24 + shown(spec, paper).reduce((sum, group) => sum + group.lanes.length * laneOf(paper) + 5, 0),
      draw: (frame) => draw(frame, spec),
    });
  }

  function draw(frame, spec) {
    const x = heatmap.chartWeeks.axis(frame, spec.days);
    const hatch = frame.hatch("chart-tentative");
    const lane = laneOf(frame.paper);
    let y = frame.top;
    for (const group of shown(spec, frame.paper)) {
      const height = group.lanes.length * lane + 5;
      frame.add("line", { class: "chart-line", x1: 0, x2: frame.right, y1: y, y2: y });
      frame.add("text", { class: "chart-name", x: 0, y: y + lane / 2 + 6, "aria-hidden": true }, charts().shorten(group.name, frame.left - 10));
      group.lanes.forEach((bars, at) => bars.forEach((bar) => drawBar(frame, bar, x, y + 3 + at * lane, lane - 2, hatch, group.name)));
      y += height;
    }
    charts().asOf(frame, x, spec.days.asOf);
    legend(frame, hatch);
    const count = shown(spec, frame.paper).length;
    if (frame.paper && count < spec.projects) frame.add("text", { class: "chart-axis", x: frame.right, y: 12, "text-anchor": "end" }, `${count} of ${spec.projects} projects, those with the most load`);
  }

  function drawBar(frame, bar, x, y, height, hatch, line) {
    const from = Math.max(frame.left, x(bar.from));
    const width = Math.max(3, Math.min(frame.right, x(bar.to)) - from);
    const { svg, shorten } = charts();
    const node = svg("g", {}, boxOf(bar.status, from, y, width, height, hatch));
    const room = roomIn(bar, x, from, width);
    const name = shorten(bar.name, room.width);
    const inside = bar.status === "confirmed" ? "is-on" : "";
    if (name.length > 8 && !frame.paper) node.append(svg("text", { class: `chart-bar-name ${inside}`, x: room.x, y: y + height - 4 }, name));
    if (bar.goLive && x(bar.goLive) >= frame.left && x(bar.goLive) <= frame.right) {
      node.append(svg("path", { class: "chart-go-live", d: charts().shape("diamond", x(bar.goLive), y + height / 2, height) }));
    }
    frame.svg.append(node);
    frame.mark(node, heatmap.chartWeeks.meaning(bar.tip, line));
  }

  /* For the name: before or after the diamond, where there is more. */
  function roomIn(bar, x, from, width) {
    const diamond = bar.goLive ? x(bar.goLive) : from + width + 10;
    const before = { x: from + 5, width: Math.min(diamond - 10, from + width) - from - 8 };
    const after = { x: diamond + 10, width: from + width - diamond - 14 };
    return before.width >= after.width ? before : after;
  }

  function boxOf(status, x, y, width, height, hatch) {
    const box = charts().svg("rect", { class: `chart-bar-box is-${status}`, x, y: y + 0.5, width, height: height - 1, rx: 2 });
    if (status === "tentative") box.setAttribute("fill", hatch);
    return box;
  }

  function legend(frame, hatch) {
    let x = frame.left;
    for (const status of ["confirmed", "planned", "tentative"]) {
      frame.svg.append(boxOf(status, x, 2, 22, 11, hatch));
      frame.add("text", { class: "chart-axis", x: x + 27, y: 12, "aria-hidden": true }, status);
      x += 96;
    }
    frame.add("path", { class: "chart-go-live", d: charts().shape("diamond", x + 6, 7.5, 12) });
    frame.add("text", { class: "chart-axis", x: x + 17, y: 12, "aria-hidden": true }, "go-live");
  }

  heatmap.chartKinds = Object.assign(heatmap.chartKinds || {}, { gantt });
})(window.heatmap);
