/* The walk of a presentation: one step at a time, by keyboard or button. The place in it is in the address, so that
 * Back, reload and a copied link work. See projector.js for the parts of the address.
 */
window.heatmap = window.heatmap || {};
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.heatmap = window.dash_clientside.heatmap || {};

(function (heatmap, glue) {
  "use strict";

  const BAR = "presenter"; // the id of the bar's host, as in pages/parts/presenter.py
  const PARTS = ["layout", "step", "walk"];
  const LETTERS_OFF = "heatmap-letter-keys-off"; // in the reader's own browser
  const OWN_PAGES = "textarea, select, [role=option], [role=slider]"; // what Page Up and Page Down move
  const OWN_KEYS = "input, select, textarea, [contenteditable=true], [role=option], [role=slider]";
  const PRESSED_BY_SPACE = "button, summary, [role=button], [role=gridcell], [role=rowheader]";
  const SCROLLED = "[role=region][tabindex]"; // what arrows scroll
  const CLOSES = "[role=grid], .tiles, .large"; // where Escape closes the open cell first
  const LONG = 48; // characters of a headline that need smaller type
  const KEYS = [
    ["Page Down, →, Space, N", "next step"],
    ["Page Up, ←, P", "step before"],
    ["Home, End", "overview, last step"],
    ["F", "full screen on and off"],
    ["?", "these keys"],
    ["Escape", "ends presenting"],
    ["Tab", "to the page; in its grid the arrows, Home and End move the cell, Page Up and Page Down the walk"],
  ];
  const element = (...all) => heatmap.element(...all);
  let answer = { walk: null, steps: [], problem: "" };
  let leaving = false; // the next address is meant to have no step
  let asked = false; // full screen was left by key or button, which ends nothing

  const params = () => new URLSearchParams(window.location.search);
  const presenting = () => params().get("layout") === "projector";

  /* The place in the walk: 0 is the overview before the first step. */
  function place() {
    const n = Number(params().get("step"));
    return Number.isInteger(n) ? Math.min(Math.max(n, 0), answer.steps.length) : 0;
  }

  function addressOf(n) {
    const [path, query] = n ? answer.steps[n - 1].href.split("?") : ["/", answer.walk];
    const there = new URLSearchParams(query || "");
    there.set("layout", "projector");
    if (n) there.set("step", n);
    if (n && answer.walk) there.set("walk", answer.walk);
    return `${path}?${there}`;
  }

  /* From a page that was opened by itself the walk begins with that page's first step. */
  function following() {
    if (place()) return place() + 1;
    const page = (path) => path.split(/[/?]/)[1];
    const own = answer.steps.findIndex((step) => page(step.href) === page(window.location.pathname));
    return Math.max(own, 0) + 1;
  }

  function walkTo(n) {
    if (n >= 0 && n <= answer.steps.length && answer.steps.length) heatmap.go(addressOf(n));
  }

  /* What a link leads to while presenting: the step that it belongs to, or its own view with the place kept. */
  function kept(address) {
    if (!presenting() || leaving || !address) return address;
    const to = new URL(address, window.location.href);
    if (to.origin !== window.location.origin || to.searchParams.has("layout")) return address;
    const n = answer.steps.findIndex((step) => step.link && step.link === to.pathname + to.search);
    if (n >= 0) return addressOf(n + 1);
    PARTS.forEach((name) => params().has(name) && to.searchParams.set(name, params().get(name)));
    return to.pathname + to.search + to.hash;
  }

  const push = window.history.pushState.bind(window.history);
  window.history.pushState = (state, title, address) => push(state, title, kept(address));

  function end() {
    const rest = params();
    PARTS.forEach((name) => rest.delete(name));
    leaving = true;
    heatmap.go(window.location.pathname + (rest.size ? `?${rest}` : ""));
    leaving = false;
    if (document.fullscreenElement) document.exitFullscreen();
  }

  function fullScreen() {
    asked = Boolean(document.fullscreenElement);
    const change = asked ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    change.catch(() => {});
  }

  document.addEventListener("fullscreenchange", () => {
    const left = !document.fullscreenElement && !asked;
    asked = false;
    if (left && presenting()) end();
    show();
  });

  /* The bar */

  const button = (text, act, attributes) => element("button", { type: "button", class: "button", onclick: act, ...attributes }, text);

  function open(host) {
    const nodes = {
      host, place: element("p", { class: "presenter-place", "aria-hidden": true }), heard: element("p", { class: "visually-hidden" }),
      headline: element("p", { class: "presenter-headline" }), detail: element("p", { class: "presenter-detail" }),
      before: button("← Previous", () => walkTo(place() - 1)), next: button("Next →", () => walkTo(following()), { class: "button is-primary" }),
      full: button("Full screen", fullScreen), help: help(),
    };
    const said = element("div", { class: "presenter-said", role: "status", "aria-atomic": true }, nodes.heard, nodes.headline, nodes.detail);
    const keys = element(
      "div", { class: "presenter-keys" }, nodes.place, nodes.before, nodes.next, nodes.full,
      button("?", () => nodes.help.showModal(), { "aria-label": "Keys" }), button("End", end, { "aria-label": "End presenting" }),
    );
    host.replaceChildren(said, keys, nodes.help);
    host.nodes = nodes;
    host.tabIndex = -1;
    if (document.activeElement === document.body) host.focus({ preventScroll: true }); // Tab goes on from the bar
    return nodes;
  }

  function help() {
    const lines = KEYS.flatMap(([keys, does]) => [element("dt", {}, keys), element("dd", {}, does)]);
    const box = element("input", { type: "checkbox", onchange: () => remember(!box.checked) });
    box.checked = letters();
    const dialog = element(
      "dialog", { class: "presenter-help", "aria-labelledby": "presenter-help-title" },
      element("h2", { id: "presenter-help-title" }, "Keys while presenting"), element("dl", {}, ...lines),
      element("p", {}, element("label", {}, box, " Letter keys (N, P, F, ?) work")),
      button("Close", () => dialog.close()),
    );
    return dialog;
  }

  function letters() {
    try { return !window.localStorage.getItem(LETTERS_OFF); } catch { return true; }
  }

  function remember(off) {
    try {
      if (off) window.localStorage.setItem(LETTERS_OFF, "yes");
      else window.localStorage.removeItem(LETTERS_OFF);
    } catch { /* a browser that keeps nothing */ }
  }

  function say(nodes) {
    const { steps, problem } = answer;
    const n = place();
    const step = n ? steps[n - 1] : null;
    const overview = problem || (steps.length ? `${heatmap.words.count(steps.length, "step")} in this walk` : "Collecting what the pages have to say …");
    const where = step ? `${n} of ${steps.length}` : "Overview";
    heatmap.write(nodes.place, step ? `${where} · ${step.page}` : where);
    heatmap.write(nodes.heard, step ? `${where}, ${step.page} page.` : `${where}.`);
    heatmap.write(nodes.headline, step ? step.headline : overview);
    heatmap.write(nodes.detail, step ? step.detail : steps.length ? "Page Down or the right arrow begins it." : "");
    nodes.headline.classList.toggle("is-long", Boolean(step) && step.headline.length > LONG);
    heatmap.set(nodes.host, { "data-tone": step ? step.tone : "info" });
    heatmap.set(nodes.before, { "aria-disabled": n === 0 });
    heatmap.set(nodes.next, { "aria-disabled": !steps.length || n === steps.length });
    heatmap.set(nodes.full, { "aria-pressed": Boolean(document.fullscreenElement) });
  }

  function show() {
    const host = document.getElementById(BAR);
    if (!host) return;
    if (presenting()) say(host.nodes || open(host));
    else if (host.nodes) { host.nodes = null; host.replaceChildren(); }
  }

  /* Clientside callback: takes over the walk's steps. */
  glue.presentSteps = function (steps) {
    answer = steps;
    show();
    return window.dash_clientside.no_update;
  };

  /* Keys */

  const ALWAYS = { PageDown: () => walkTo(following()), PageUp: () => walkTo(place() - 1) };
  const ELSEWHERE = {
    ArrowRight: ALWAYS.PageDown, ArrowLeft: ALWAYS.PageUp, Home: () => walkTo(0), End: () => walkTo(answer.steps.length),
  };
  const LETTERS = { n: ALWAYS.PageDown, p: ALWAYS.PageUp, f: fullScreen, "?": (nodes) => nodes.help.showModal() };

  /* Whether the walk may have a key: not with a modifier, not while something is typed or the help is open. */
  function listens(event, nodes, own) {
    return nodes && presenting() && !event.ctrlKey && !event.metaKey && !event.altKey && !nodes.help.open && !event.target.closest(own);
  }

  function act(event, does, nodes) {
    event.preventDefault();
    event.stopPropagation();
    does(nodes);
  }

  const nodesNow = () => (document.getElementById(BAR) || {}).nodes;

  /* A remote control sends Page Up and Page Down: they are the walk's wherever the focus is. */
  window.addEventListener("keydown", (event) => {
    if (ALWAYS[event.key] && listens(event, nodesNow(), OWN_PAGES)) act(event, ALWAYS[event.key], nodesNow());
  }, true);

  /* Every other key is the walk's only if nothing under the focus has taken it. */
  window.addEventListener("keydown", (event) => {
    const nodes = nodesNow();
    const { key, target } = event;
    if (event.defaultPrevented || !listens(event, nodes, OWN_KEYS)) return;
    if (ELSEWHERE[key] && !target.closest(SCROLLED)) act(event, ELSEWHERE[key], nodes);
    else if (key === " " && !target.closest(PRESSED_BY_SPACE)) act(event, event.shiftKey ? ALWAYS.PageUp : ALWAYS.PageDown, nodes);
    else if (key === "Escape" && !(params().has("cell") && target.closest(CLOSES))) act(event, end, nodes);
    else if (letters() && LETTERS[key.toLowerCase()]) act(event, LETTERS[key.toLowerCase()], nodes);
  });

  window.addEventListener("popstate", show);
  window.addEventListener("_dashprivate_pushstate", show);

  heatmap.presenter = { show };
})(window.heatmap, window.dash_clientside.heatmap);
