"use strict";
// Search by name and alias: a text field with a list of hits, by mouse or keys.
kg.search = function (input, list, model, choose) {
  const LIMIT = 12;
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let index = null, hits = [], active = -1;

  function entries() {
    if (!index) {
      index = model.nodes.map((node) => ({
        node, name: plain(node.name), id: node.id.toLowerCase(),
        aliases: node.aliases.map(([alias]) => [alias, plain(alias)]),
      }));
    }
    return index;
  }

  // Lower is better: whole name, its start, a word's start, anywhere, an alias.
  function rank(entry, wanted) {
    const at = entry.name.indexOf(wanted);
    if (at === 0) return [entry.name.length === wanted.length ? 0 : 1, null];
    const alias = entry.aliases.find(([, text]) => text.includes(wanted));
    if (alias && alias[1].length === wanted.length) return [1, alias[0]];
    if (at > 0) return [/[\p{L}\p{N}]/u.test(entry.name[at - 1]) ? 3 : 2, null];
    if (alias) return [alias[1].startsWith(wanted) ? 2 : 4, alias[0]];
    return entry.id === wanted ? [0, entry.id] : null;
  }

  function look() {
    const wanted = plain(input.value.trim());
    hits = [];
    if (wanted) {
      for (const entry of entries()) {
        const found = rank(entry, wanted);
        if (found) hits.push({node: entry.node, score: found[0], also: found[1]});
      }
      hits.sort((a, b) => a.score - b.score || a.node.index - b.node.index);
    }
    const total = hits.length;
    hits = hits.slice(0, LIMIT);
    active = hits.length ? 0 : -1;
    show(wanted, total);
  }

  function show(wanted, total) {
    const items = hits.map((hit, i) => kg.el("li", {
      role: "option", id: `hit-${i}`, "aria-selected": String(i === active),
      onpointerdown: (event) => { event.preventDefault(); take(i); },
    }, kg.icon(hit.node.type), kg.el("bdi", {class: "name"}, hit.node.name),
    hit.also ? kg.el("bdi", {class: "also"}, hit.also) : null));
    if (wanted && !hits.length) items.push(kg.el("li", {class: "also"}, "No name or alias like this"));
    if (total > hits.length) items.push(kg.el("li", {class: "also"}, `… and ${total - hits.length} more`));
    list.replaceChildren(...items);
    list.hidden = !wanted;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (active >= 0) input.setAttribute("aria-activedescendant", `hit-${active}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function take(i) {
    if (!hits[i]) return;
    const node = hits[i].node;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(node);
  }

  function step(by) {
    if (!hits.length) return;
    active = (active + by + hits.length) % hits.length;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    input.setAttribute("aria-activedescendant", `hit-${active}`);
    list.children[active].scrollIntoView({block: "nearest"});
  }

  input.addEventListener("input", look);
  input.addEventListener("focus", () => { if (input.value) look(); });
  input.addEventListener("blur", () => { list.hidden = true; });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter") take(active);
    else if (event.key === "Escape") { input.value = ""; look(); } else return;
    event.preventDefault();
    if (event.key === "Escape") input.blur();
    event.stopPropagation();
  });
};
