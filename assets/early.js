/* The page to look at until Dash's page is there. The server has written it as plain HTML (web/early.py); this draws its
 * grid, then has Dash's scripts come, and lets Dash's page take its place in one step, with the same grid.
 */
window.heatmap = window.heatmap || {};
window.dash_clientside = window.dash_clientside || {};

(function (heatmap) {
  "use strict";

  const EARLY = "early";
  const ANSWER = "early-answer";
  const ROOT = "react-entry-point"; // where Dash draws
  const HOST = "heatmap-grid"; // ids as in the page's class Id
  const STATE = "heatmap-state";
  const WAITING = "script[type='text/plain'][src]";
  const PARTS = ["/_dash-layout", "/_dash-dependencies"]; // as in web/early.py
  const PRESENT = "present"; // a button that works by itself (projector.js)
  const PATIENCE = 600; // milliseconds that Dash's scripts wait for the grid
  const { search } = window.location;
  let waiting = []; // what the reader has asked for meanwhile
  let early = null;

  /* Calls when Dash's page is there, which it is from the beginning on pages without an early one. */
  heatmap.whenAlive = (call) => { if (early) waiting.push(call); else call(); };

  heatmap.isAlive = () => early === null;

  function begin() {
    early = document.getElementById(EARLY);
    if (!early) return;
    early.addEventListener("click", remember);
    for (const kept of early.querySelectorAll("[data-offered]")) kept.value = JSON.parse(kept.dataset.offered)[heatmap.keptLook()] || kept.value;
    const drawn = show().catch(() => null);
    const patience = new Promise((tell) => window.setTimeout(tell, PATIENCE));
    Promise.race([drawn, patience]).then(fetchScripts);
    const alive = whenThere(`#${ROOT} #${HOST}`);
    Promise.all([drawn, alive]).then(hand);
  }

  /* The grid: within the page, or, where it takes time, at an address of its own; null where there is none. */
  function answer() {
    const text = document.getElementById(ANSWER).textContent;
    if (text) return JSON.parse(text);
    return early.dataset.address ? heatmap.answer.fetched(early.dataset.address) : null;
  }

  /* Draws the grid of the address; where there is none, the page says so already. */
  async function show() {
    const payload = await answer();
    if (!payload) return;
    if (payload.difference) await heatmap.later.load("review");
    const display = Object.fromEntries(new URLSearchParams(search));
    const host = early.querySelector(`#${HOST}`);
    early.querySelector(`#${STATE}`).replaceChildren();
    host.payload = payload;
    heatmap.drawGrid(host, payload, display);
    await heatmap.painted();
  }

  function fetchScripts() {
    const scripts = Array.from(document.querySelectorAll(WAITING), ({ src }) => {
      const script = document.createElement("script");
      script.src = src;
      script.async = false; // in this order
      return script;
    });
    scripts[0].addEventListener("load", hint);
    scripts[scripts.length - 1].addEventListener("load", () => new window.DashRenderer());
    document.head.append(...scripts);
  }

  /* What Dash asks for first is on its way while its scripts run; the same kind of request as theirs. */
  function hint() {
    for (const href of PARTS) {
      const link = document.createElement("link");
      Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href });
      document.head.append(link);
    }
  }

  function whenThere(selector) {
    return new Promise((tell) => {
      const seen = new MutationObserver(() => {
        if (!document.querySelector(selector)) return;
        seen.disconnect();
        tell();
      });
      seen.observe(document.getElementById(ROOT), { childList: true, subtree: true });
    });
  }

  /* Between two frames: the early page goes, Dash's is seen, with the grid, the focus and the reader's wishes. */
  function hand() {
    const page = document.getElementById(ROOT);
    const [from, to] = [early, page].map((one) => one.querySelector(`#${HOST}`));
    const focused = early.contains(document.activeElement) ? document.activeElement : null;
    const [before, calls] = [early, waiting];
    const { scrollX, scrollY } = window;
    [early, waiting] = [null, []];
    before.id = "";
    heatmap.grid.move(from, to);
    before.remove();
    window.scrollTo(scrollX, scrollY);
    if (focused && !to.contains(focused)) alike(page, focused)?.focus({ preventScroll: true });
    calls.forEach((call) => call());
  }

  const nameOf = (control) => control.getAttribute("aria-label") || control.labels?.[0]?.textContent || control.textContent;

  /* The control of Dash's page that an early one stands for. */
  function alike(page, control) {
    const name = nameOf(control);
    return Array.from(page.querySelectorAll("a, button, input, label, summary")).find((one) => nameOf(one) === name);
  }

  /* A click on a control that does not answer yet is done again on the one that does; the last one counts. */
  function remember(event) {
    const control = event.target.closest("button, input, label");
    if (!control || control.id === PRESENT || control.closest(`#${HOST}`)) return;
    waiting.push(() => alike(document.getElementById(ROOT), control)?.click());
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})(window.heatmap);
