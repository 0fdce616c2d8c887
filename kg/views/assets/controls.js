"use strict";
// Legend, search, confidence, theme and keys: the same over every renderer.
kg.start = function (renderer) {
  const el = kg.el, find = (id) => document.getElementById(id);
  const model = kg.read();
  const root = document.documentElement;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const glide = calm ? false : {duration: 350, easingFunction: "easeInOutQuad"};
  const state = {nodes: null, edges: null, first: new Set()};
  let least = 0, picked = null, hovered = null;

  const dark = matchMedia("(prefers-color-scheme: dark)");
  function setTheme(name) {
    root.dataset.theme = name;
    find("theme").textContent = name === "dark" ? "Light" : "Dark";
    find("theme").setAttribute("aria-pressed", String(name === "dark"));
    if (adapter) adapter.theme();
  }
  let adapter = null;
  setTheme(dark.matches ? "dark" : "light");
  dark.addEventListener("change", () => setTheme(dark.matches ? "dark" : "light"));

  const paint = kg.labels(find("labels"), model);
  const card = kg.card(find("card"), {close: () => pick(null), pick});
  adapter = kg.adapters[renderer](find("canvas"), model, {
    pick, hover, painted: (project) => paint(project, state, kg.colors()),
  });

  function updateFocus() {
    state.first = new Set();
    state.nodes = state.edges = null;
    if (picked && picked.edges) {
      const edges = picked.edges.filter((edge) => edge.visible);
      state.nodes = new Set([picked, ...edges.flatMap((edge) => [edge.source, edge.target])]);
      state.edges = new Set(edges);
      state.first.add(picked);
    } else if (picked) {
      state.nodes = new Set([picked.source, picked.target]);
      state.edges = new Set([picked]);
      state.first.add(picked.source).add(picked.target);
    }
    if (hovered && hovered.edges) state.first.add(hovered);
    adapter.focus({...state});
  }

  function pick(item) {
    picked = item;
    hover(null);
    if (item) card.show(item);
    else card.hide();
    updateFocus();
    if (item) uncover(item.edges ? [item] : [item.source, item.target]);
  }

  // Move the drawing where the card would lie over what was picked.
  function uncover(nodes) {
    const free = find("stage").clientWidth - find("card").offsetWidth - 30;
    const right = Math.max(...nodes.map((node) => adapter.project(node)[0]));
    if (free > 200 && right > free && right < find("stage").clientWidth) adapter.pan(right - free + 40, 0);
  }

  function hover(item, point) {
    const tip = find("tip");
    tip.hidden = !item;
    find("canvas").style.cursor = item ? "pointer" : "";
    if (item) {
      tip.replaceChildren(item.edges
        ? el("span", {}, el("bdi", {}, item.name), item.type.name === "Paper" ? "" : ` · ${kg.plural(item.papers, "paper")}`)
        : el("span", {}, el("bdi", {}, item.source.name), " — ", item.predicate.label, " — ",
          el("bdi", {}, item.target.name), item.predicate.directed ? "" : ` · ${kg.plural(item.papers, "paper")}`));
      const stage = find("stage");
      tip.style.left = Math.max(4, Math.min(point.x + 14, stage.clientWidth - tip.offsetWidth - 6)) + "px";
      tip.style.top = Math.max(4, Math.min(point.y + 16, stage.clientHeight - tip.offsetHeight - 6)) + "px";
    }
    hovered = item;
  }

  function filter() {
    const linked = new Set();
    for (const edge of model.edges) {
      const on = edge.predicate.on && edge.source.type.on && edge.target.type.on;
      edge.visible = on && edge.confidence >= least;
      if (edge.visible) linked.add(edge.source).add(edge.target);
    }
    for (const node of model.nodes) {
      // A node goes with its last link; one that never had any stays.
      node.visible = node.type.on && (linked.has(node) || !node.edges.length || node.index === model.center);
    }
    adapter.show();
    const stillThere = picked && picked.visible;
    if (picked && !stillThere) pick(null);
    else if (picked) card.show(picked);
    updateFocus();
    status();
  }

  function status() {
    const nodes = model.nodes.filter((node) => node.visible).length;
    const edges = model.edges.filter((edge) => edge.visible).length;
    const all = nodes === model.nodes.length && edges === model.edges.length;
    find("status").textContent = all ? model.subtitle
      : `${nodes.toLocaleString("en")} of ${kg.plural(model.nodes.length, "node")}, `
        + `${edges.toLocaleString("en")} of ${kg.plural(model.edges.length, "link")}`;
  }

  function entry(thing, icon, count, label) {
    const box = el("input", {type: "checkbox", checked: "", onchange: () => { thing.on = box.checked; filter(); }});
    thing.box = box;
    return el("label", {class: "entry"}, box, icon, el("span", {}, label),
      el("span", {class: "count"}, count.toLocaleString("en")));
  }

  for (const type of model.types) {
    const count = model.nodes.filter((node) => node.type === type).length;
    find("types").append(entry(type, kg.icon(type), count, type.name));
  }
  for (const predicate of model.predicates) {
    const count = model.edges.filter((edge) => edge.predicate === predicate).length;
    find("predicates").append(entry(predicate, kg.line(predicate), count, predicate.label));
  }
  find("predicates").hidden = !model.predicates.length;

  const slider = find("confidence");
  if (model.edges.length) {
    const sure = model.edges.map((edge) => edge.confidence);
    slider.min = String(Math.floor(sure.reduce((a, b) => Math.min(a, b)) * 100) / 100);
    slider.value = slider.min;
    least = Number(slider.min);
  }
  const said = () => { find("least").textContent = Number(slider.value).toFixed(2); };
  said();
  let waiting = 0;
  slider.addEventListener("input", () => {
    least = Number(slider.value);
    said();
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(filter);
  });

  kg.search(find("search"), find("hits"), model, (node) => {
    if (!node.type.on) {
      node.type.on = node.type.box.checked = true;
      filter();
    }
    if (!node.visible) {
      slider.value = slider.min;
      slider.dispatchEvent(new Event("input"));
      node.visible = true;
    }
    pick(node);
    adapter.center(node, glide);
    find("card").focus({preventScroll: true});
  });

  if (model.notes.length) {
    const notes = find("notes");
    notes.hidden = false;
    notes.querySelector("ul").append(...model.notes.map((note) => el("li", {dir: "auto"}, note)));
  }

  find("fit").addEventListener("click", () => adapter.fit(glide));
  find("theme").addEventListener("click", () => setTheme(root.dataset.theme === "dark" ? "light" : "dark"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      pick(null);
      find("canvas").focus();
    } else if (event.key === "/" && event.target.tagName !== "INPUT") {
      event.preventDefault();
      find("search").focus();
    }
  });
  // The node nearest to the middle of the drawing, for those who move it by keys.
  function openMiddle() {
    const middle = [find("canvas").clientWidth / 2, find("canvas").clientHeight / 2];
    let best = null, least = Infinity;
    for (const node of model.nodes) {
      if (!node.visible) continue;
      const [x, y] = adapter.project(node), away = Math.hypot(x - middle[0], y - middle[1]);
      if (away < least) [best, least] = [node, away];
    }
    if (!best) return;
    pick(best);
    find("card").focus({preventScroll: true});
  }
  const keys = {
    ArrowLeft: () => adapter.pan(-60, 0), ArrowRight: () => adapter.pan(60, 0),
    ArrowUp: () => adapter.pan(0, -60), ArrowDown: () => adapter.pan(0, 60),
    "+": () => adapter.zoom(1.25), "=": () => adapter.zoom(1.25), "-": () => adapter.zoom(0.8),
    0: () => adapter.fit(glide),
    Enter: openMiddle,
  };
  find("canvas").addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    keys[event.key]();
  });

  status();
  adapter.fit(false);
  adapter.redraw();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    kg.ready = performance.now();
    root.dataset.ready = "yes";
  }));
  Object.assign(kg, {model, adapter, pick, paint, state: () => ({picked, least, ...state})});
};
