/* The legend: the colour steps as toggles, and what each mark in sight means. */
window.heatmap = window.heatmap || {};

(function (heatmap) {
  "use strict";

  const element = (...all) => heatmap.element(...all);
  const MARKS = [
    ["m-go", "go-live"],
    ["m-freeze", "change freeze"],
    ["m-risk", "at risk: over capacity while a lead indicator shows concern"],
    ["m-hot", "a part is over capacity"],
    ["m-guess", "half or more is estimated"],
    ["s-none", "no capacity"],
    ["s-blank", "nothing planned"],
    ["s-nodata", "no headcount"],
    ["s-out", "left out by a filter"],
    ["m-up", "into a higher band"],
    ["m-down", "into a lower band"],
  ];
  const OF_DIFFERENCES = { "s-blank": "unchanged", "s-nodata": "can not be compared" };
  const KEYS = [
    ["Arrow keys", "move by a cell; left of the first column is the row’s name"],
    ["Home, End", "first and last column; with Ctrl also first and last row"],
    ["Page Up, Page Down", "13 columns back and on"],
    ["Enter or Space", "opens the cell; on a row’s name, shows or hides its parts"],
    ["Shift with arrow keys", "marks columns; Enter then shows only these"],
    ["Escape", "closes the tooltip, then the side panel"],
  ];

  function listen(sheet) {
    sheet.nodes.legend.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-letter]");
      if (button && sheet.options.onOff) sheet.options.onOff(flipped(sheet.options.off, button.dataset.letter));
    });
  }

  function flipped(off, letter) {
    return off.includes(letter) ? off.filter((one) => one !== letter) : [...off, letter].sort();
  }

  /* An unchanged legend is left as it is. */
  function draw(sheet) {
    const { payload, options: { view, off }, nodes: { legend } } = sheet;
    const marks = view === "table" ? [] : marksIn(payload);
    const said = JSON.stringify([view, payload.stepsTitle, payload.steps, marks, payload.difference]);
    if (sheet.legend !== said) {
      legend.setAttribute("aria-label", `Legend: ${payload.stepsTitle}`);
      legend.replaceChildren(
        element("span", { class: "legend-title" }, payload.stepsTitle), ...payload.steps.map(stepButton),
        ...marks.map((mark) => markLine(mark, payload)), ...(view === "grid" ? [keyboard()] : []),
      );
    }
    sheet.legend = said;
    for (const button of legend.querySelectorAll("button[data-letter]")) {
      button.setAttribute("aria-pressed", String(!off.includes(button.dataset.letter)));
    }
  }

  function stepButton(step) {
    const words = [step.name, step.range].filter(Boolean).join(", ");
    return element(
      "button", { type: "button", class: "legend-step", "data-letter": step.letter },
      element("span", { class: `swatch s-${step.letter}`, "aria-hidden": true }, step.mark || step.letter),
      element("span", { class: "visually-hidden" }, `${step.letter} `), element("span", { class: "legend-words" }, words),
    );
  }

  function markLine([name, words], payload) {
    const swatch = element("span", { class: `swatch ${name}${name === "s-none" ? " s-E" : ""}`, "aria-hidden": true }, name === "m-guess" ? "58" : "");
    return element("span", { class: "legend-mark" }, swatch, (payload.difference && OF_DIFFERENCES[name]) || words);
  }

  /* The marks that occur. */
  function marksIn(payload) {
    const kinds = new Set(payload.rows.flatMap((_, r) => heatmap.gridBody.classesOf(payload, r)));
    const found = new Set(Array.from(kinds).flatMap((kind) => kind.split(" ")));
    return MARKS.filter(([name]) => found.has(name));
  }

  function keyboard() {
    const list = element("dl", {}, ...KEYS.flatMap(([key, words]) => [element("dt", {}, key), element("dd", {}, words)]));
    return element("details", { class: "keyboard-help" }, element("summary", {}, "Keyboard"), list);
  }

  heatmap.legend = { listen, draw };
})(window.heatmap);
