/* The address bar holds the view. One function keeps it and the controls in step: a change of the
   address sets the controls, a change of a control writes the address. */
(function () {
  "use strict";
  const heatmap = (window.heatmap = window.heatmap || {});
  const glue = (window.dash_clientside = window.dash_clientside || {});
  glue.heatmap = glue.heatmap || {};

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  function write(params, name, value) {
    params.delete(name);
    const values = Array.isArray(value) ? value : value ? [value] : [];
    values.forEach((each) => params.append(name, each));
  }

  function read(params, spec) {
    if (!params.has(spec.name)) return spec.usual;
    return spec.several ? params.getAll(spec.name) : params.get(spec.name);
  }

  function without(params, names) {
    const rest = new URLSearchParams(params);
    names.forEach((name) => rest.delete(name));
    return rest.toString() ? "?" + rest : "";
  }

  /* A control's new value; a choice of weeks replaces dates dragged or typed before. */
  function choose(params, spec, value) {
    const chosen = spec.several ? [...(value || [])] : value || "";
    const usual = same([chosen].flat().sort(), [spec.usual].flat().sort());
    const nothing = spec.several && chosen.length === 0;
    write(params, spec.name, usual || nothing ? "" : chosen);
    if (spec.name === "weeks") ["from", "to"].forEach((name) => params.delete(name));
  }

  /* How a wish changes the address; a part that is not named here is simply written. */
  const CHANGES = {
    cell: (params, chosen) => write(params, "cell", chosen && `${chosen.row}@${chosen.column}`),
    off: (params, letters) => write(params, "off", (letters || []).join("")),
    span: (params, span) => {
      if (!span) return;
      params.delete("weeks");
      write(params, "from", span.from);
      write(params, "to", span.to);
    },
    open: (params, key) => {
      if (!key) return;
      const unit = key.replace(/^unit:/, "");
      const opened = params.getAll("open");
      const rest = opened.filter((each) => each !== unit);
      write(params, "open", rest.length < opened.length ? rest : [...opened, unit]);
    },
  };

  /* What a page's drawing asks for, one wish at a time: {part, value}. */
  heatmap.ask = (part, value, page = "heatmap") => heatmap.whenAlive(() => {
    window.dash_clientside.set_props(`${page}-asked`, { data: { part, value, at: Date.now() } });
  });

  function grant(params, { part, value }) {
    if (part in CHANGES) CHANGES[part](params, value);
    else write(params, part, value);
  }

  /* The address as parameters, after the changes that triggered this call. */
  function changed(search, triggers, values, asked, specs) {
    const params = new URLSearchParams(search || "");
    let written = false;
    triggers.forEach((id) => {
      if (id.endsWith("-asked.data") && asked) grant(params, asked);
      else if (id.endsWith("-reset.n_clicks")) [...params.keys()].forEach((name) => params.delete(name));
      else if (id.startsWith("{")) {
        const name = JSON.parse(id.slice(0, id.lastIndexOf("."))).name;
        choose(params, specs[name], values[name]);
      } else return;
      written = true;
    });
    return { params, written };
  }

  /* One clientside callback a page: see pages/parts/address.py for its inputs and outputs. Controls are
     told apart by the names in their ids, never by their place. */
  glue.heatmap.sync = function (search, controls, asked, resets, { controls: list, display }, query, cellQuery, shown) {
    const { no_update, callback_context } = window.dash_clientside;
    const [{ id: url }] = callback_context.outputs_list;
    const triggers = (callback_context.triggered || []).map((each) => each.prop_id);
    const specs = Object.fromEntries(list.map((spec) => [spec.name, spec]));
    const values = Object.fromEntries(callback_context.inputs_list[1].map((each) => [each.id.name, each.value]));
    const coming = onItsWay && onItsWay.url === url ? onItsWay : null;
    const before = coming && !triggers.includes(`${url}.search`) ? coming.text : search;
    const { params, written } = changed(before, triggers, values, asked, specs);
    const text = params.toString() ? "?" + params : "";
    const control = ({ id: { name } }) => {
      const value = name === "weeks" && params.has("from") ? "" : read(params, specs[name]);
      return same(value, values[name] ?? (specs[name].several ? [] : "")) ? no_update : value;
    };
    const show = Object.fromEntries(display.map((name) => [name, params.get(name) || ""]));
    const numbers = without(params, display);
    viewed = without(params, display.filter((name) => name !== "cell"));
    const cell = params.has("cell") ? viewed : "";
    const told = [
      (written || before !== search) && text !== (search || "") ? text : no_update,
      callback_context.outputs_list[1].map(control),
      numbers === query ? no_update : numbers,
      cell === (cellQuery || "") ? no_update : cell,
      same(show, shown) ? no_update : show,
    ];
    const drawn = numbers === query && !coming && heatmap.answer.isThere();
    if (url !== heatmap.answer.URL || drawn) return told;
    const own = (onItsWay = { url, text });
    return Promise.race([heatmap.answer.ask(numbers, show), later(AT_MOST)]).then(() => {
      if (onItsWay === own) onItsWay = null;
      return told;
    });
  };

  const AT_MOST = 400; // milliseconds that Dash waits for a grid
  const later = (time) => new Promise((tell) => window.setTimeout(tell, time));

  /* The address of a grid that is on its way: {url, text}. Dash hears of it when the grid is painted, as its own steps
     would hold that up. */
  let onItsWay = null;
  let viewed = ""; // the address without what only concerns the display, but with the selected cell

  /* The links of the export menu carry the same part of the address as the numbers; they get it as the menu opens. */
  document.addEventListener("focusin", (event) => {
    const menu = event.target.closest(".export-menu");
    const view = window.location.pathname.replace(/^\/|\/$/g, "") || "heatmap";
    for (const link of menu ? menu.querySelectorAll("a") : []) {
      const { format, part } = link.dataset;
      const more = part && `${viewed ? "&" : "?"}${part}`;
      link.setAttribute("href", `/export/${view}.${format}${viewed}${more}`);
    }
  });

  glue.heatmap.copyLink = function () {
    const { set_props, callback_context } = window.dash_clientside;
    const { id } = callback_context.outputs_list;
    const say = (text) => set_props(id, { children: text });
    navigator.clipboard.writeText(window.location.href).then(
      () => window.setTimeout(() => say("Copy link"), 2500),
      () => say("Copy it from the address bar")
    );
    return "Copied";
  };
})();
