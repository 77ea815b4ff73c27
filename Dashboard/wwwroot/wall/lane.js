// The last 60 minutes: facts and changed tiles on one line, newest first come first served for a place.

const NS = "http://www.w3.org/2000/svg", HOUR = 3600000;
const MARKS = {
  "configmap-changed": "config", "rollout-started": "rollout", "rollout-finished": "rollout", scaled: "scaled",
  "outage-started": "outage", "outage-stopped": "outage", "collector-gap": "gap",
};

function add(parent, name, attributes, text) {
  const element = document.createElementNS(NS, name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

const nameOf = resource => { try { return decodeURIComponent(resource.split("/").at(-1)); } catch { return resource; } };

export class Lane {
  #key;

  constructor(svg, looks) {
    this.svg = svg;
    this.looks = looks;
    new ResizeObserver(() => { this.#key = undefined; if (this.board) this.draw(this.board, this.now); }).observe(svg);
  }

  // Marks move by a pixel every few seconds: drawing twice a minute, and when something happens, is enough.
  draw(board, now) {
    this.board = board;
    this.now = now;
    const key = `${Math.floor(now / 5000)} ${board.changes.length} ${board.changes[0]?.time} ${board.changes[0]?.text}`;
    if (key === this.#key) return;
    this.#key = key;
    const { width, height } = this.svg.getBoundingClientRect();
    if (width === 0) return;
    const em = parseFloat(getComputedStyle(this.svg).fontSize);
    const base = height - 1.5 * em, rows = Math.max(1, Math.floor(base / (1.45 * em)));
    const x = time => em + (width - 4 * em) * (1 - Math.min(1, Math.max(0, (now - time) / HOUR)));
    this.svg.replaceChildren();
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    for (let minutes = 60; minutes >= 0; minutes -= 10) {
      const at = x(now - minutes * 60000);
      add(this.svg, "line", { x1: at, x2: at, y1: 0, y2: base });
      add(this.svg, "text", { x: at, y: height - 0.2 * em, class: "tick", "text-anchor": "middle" }, minutes ? `−${minutes} min` : "now");
    }
    const taken = Array.from({ length: rows }, () => []);
    for (const change of board.changes) this.#mark(change, board, x(Date.parse(change.time)), { em, rows, width, base, taken });
  }

  #mark(change, board, at, { em, rows, width, base, taken }) {
    const status = change.kind === "status";
    const look = status ? this.looks[change.status] ?? this.looks.unknown : null;
    const label = status ? board.scenarios.find(one => one.number === change.scenario)?.short ?? "" : nameOf(change.resource).slice(0, 26);
    const length = label.length * 0.62 * em, size = 1.1 * em;
    const left = at + size + length > width;
    const from = left ? at - size - length : at - size / 2, to = left ? at + size / 2 : at + size + length;
    const free = (row, a, b) => taken[row].every(([c, d]) => b < c || a > d);
    const all = [...Array(rows).keys()];
    let row = all.find(one => free(one, from, to));
    const named = row !== undefined;
    row ??= all.find(one => free(one, at - size / 2, at + size / 2));
    if (row === undefined) return;
    taken[row].push(named ? [from, to] : [at - size / 2, at + size / 2]);
    const y = (row + 0.5) * (base / rows);
    const group = add(this.svg, "g", { class: status ? look.css : `fact ${MARKS[change.kind] ?? "config"}` });
    add(group, "title", {}, `${change.time}: ${change.text}`);
    add(group, "use", { href: status ? `#shape-${look.css}` : `#mark-${MARKS[change.kind] ?? "config"}`, x: at - size / 2, y: y - size / 2, width: size, height: size });
    if (named) add(group, "text", { x: left ? at - size * 0.8 : at + size * 0.8, y: y + 0.35 * em, "text-anchor": left ? "end" : "start" }, label);
  }
}
