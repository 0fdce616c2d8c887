"use strict";
// What is known about one node or one edge, as text.
kg.card = function (box, on) {
  const el = kg.el;

  function open(...children) {
    box.replaceChildren(
      el("button", {class: "close", type: "button", "aria-label": "Close", onclick: on.close}, "×"),
      ...children);
    box.hidden = false;
    box.scrollTop = 0;
  }

  function kind(type, ...more) {
    return el("div", {class: "kind"}, kg.icon(type), type.name, ...more);
  }

  function years(counts) {
    if (!counts.length) return [];
    const first = counts[0][0], last = counts[counts.length - 1][0];
    const most = Math.max(...counts.map(([, count]) => count));
    const step = Math.min(40, 320 / (last - first + 1));
    const chart = kg.svg("svg", {class: "years", viewBox: "0 0 330 74", role: "img"});
    chart.append(kg.svg("title", {}, counts.map(([year, count]) => `${year}: ${count}`).join(", ")));
    counts.forEach(([year, count], i) => {
      const x = 5 + (year - first) * step, height = 44 * count / most;
      chart.append(kg.svg("rect", {
        x: x.toFixed(1), y: (58 - height).toFixed(1), width: Math.max(1, step - 3).toFixed(1),
        height: height.toFixed(1), rx: 1.5,
      }));
      const middle = (x + (step - 3) / 2).toFixed(1);
      const label = (text, y) => chart.append(kg.svg("text", {x: middle, y, "text-anchor": "middle"}, text));
      if (step >= 16) label(String(count), (55 - height).toFixed(1));
      if (step >= 30 || i === 0 || i === counts.length - 1) label(String(year), 71);
    });
    return [el("h3", {}, "Papers by year"), chart];
  }

  function aliases(node) {
    if (!node.aliases.length) return [];
    const items = node.aliases.map(([name, papers]) => el("li", {title: kg.plural(papers, "paper")},
      el("bdi", {}, name), papers > 1 ? ` ${papers}` : ""));
    return [el("h3", {}, "Also called"), el("ul", {class: "aliases"}, ...items)];
  }

  // The first of many items, with a button for the rest.
  function some(items, limit, make, className) {
    const list = el("ul", {class: className}, ...items.slice(0, limit).map(make));
    if (items.length <= limit) return [list];
    const more = el("button", {class: "more", type: "button"}, `Show all ${items.length}`);
    more.addEventListener("click", () => {
      list.append(...items.slice(limit).map(make));
      more.remove();
    });
    return [list, more];
  }

  function links(node) {
    const groups = new Map();
    for (const edge of node.edges) {
      if (!edge.visible) continue;
      const key = edge.predicate.label + (edge.target === node && edge.predicate.directed ? " ←" : "");
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(edge);
    }
    const made = [];
    for (const [label, edges] of groups) {
      edges.sort((a, b) => b.papers - a.papers || b.confidence - a.confidence || a.index - b.index);
      made.push(el("h3", {}, label, " ", el("span", {}, `(${edges.length})`)));
      made.push(...some(edges, 12, (edge) => {
        const other = edge.source === node ? edge.target : edge.source;
        const count = edge.predicate.directed ? edge.confidence.toFixed(2) : kg.plural(edge.papers, "paper");
        return el("li", {}, el("button", {
          class: "link", type: "button", title: `Evidence: ${other.name}`, onclick: () => on.pick(edge),
        }, kg.icon(other.type), el("bdi", {class: "name"}, other.name), el("span", {class: "count"}, count)));
      }));
    }
    return made;
  }

  function showNode(node) {
    const count = node.type.name === "Paper" ? [] : [` · ${kg.plural(node.papers, "paper")}`];
    const year = node.type.name === "Paper" && node.years.length ? [` · ${node.years[0][0]}`] : [];
    open(
      kind(node.type, ...count, ...year),
      el("h2", {}, node.url ? kg.anchor(node.url, node.name) : el("span", {dir: "auto"}, node.name)),
      el("p", {class: "id"}, node.id),
      ...aliases(node),
      ...(node.type.name === "Paper" ? [] : years(node.years)),
      ...links(node),
    );
  }

  function quote(item) {
    return el("blockquote", {},
      el("span", {class: "soft"}, `${item.says} `, el("bdi", {}, item.about)), el("br"),
      el("span", {dir: "auto"}, item.before, el("mark", {}, item.text), item.after), el("br"),
      el("span", {class: "soft"}, `confidence ${item.confidence.toFixed(2)} · ${item.extractor}`));
  }

  function showEdge(edge) {
    const papers = new Map();
    for (const item of edge.quotes) {
      if (!papers.has(item.paper)) papers.set(item.paper, []);
      papers.get(item.paper).push(item);
    }
    const total = Math.max(edge.papers, papers.size);
    const all = papers.size === total ? "" : `, ${papers.size} shown`;
    const end = (node) => el("button", {class: "link", type: "button", onclick: () => on.pick(node)},
      kg.icon(node.type), el("bdi", {class: "name"}, node.name));
    open(
      el("h2", {class: "ends"}, end(edge.source),
        el("span", {class: "kind"}, kg.line(edge.predicate), edge.predicate.label), end(edge.target)),
      el("p", {class: "soft"}, `${kg.plural(total, "paper")}${all} · confidence ${edge.confidence.toFixed(2)}`),
      el("h3", {}, "Evidence"),
      ...some([...papers], 12, ([paper, items]) => el("li", {class: "paper"},
        el("span", {class: "title"}, kg.anchor(paper.url, paper.title)),
        paper.year ? el("span", {class: "soft"}, ` ${paper.year}`) : null,
        ...items.map(quote))),
    );
  }

  return {
    show(item) { (item.edges ? showNode : showEdge)(item); },
    hide() { box.hidden = true; },
  };
};
