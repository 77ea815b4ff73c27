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
    const base = height - 1.5 * em, rows = Math.max(1, Math.floor(base / (1.35 * em))), every = width < 600 ? 20 : 10;
    const x = time => 3 * em + (width - 6 * em) * (1 - Math.min(1, Math.max(0, (now - time) / HOUR)));
    this.svg.replaceChildren();
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    for (let minutes = 60; minutes >= 0; minutes -= every) {
      const at = x(now - minutes * 60000);
      add(this.svg, "line", { x1: at, x2: at, y1: 0, y2: base });
      add(this.svg, "text", { x: at, y: height - 0.2 * em, class: "tick", "text-anchor": "middle" }, minutes ? `−${minutes} min` : "now");
    }
    this.#marks(board, x, { em, rows, width, base });
  }

  // Trouble comes first and keeps its name; then the newest, each with its name where there is room. What finds no room at
  // all is a small mark at the foot: a busy hour stays visible as one.
  #marks(board, x, { em, rows, width, base }) {
    const size = 1.1 * em, all = [...Array(rows).keys()], taken = all.map(() => []);
    const free = (row, from, to) => taken[row].every(([a, b]) => to < a || from > b);
    const bad = change => change.status === "critical" || change.status === "degraded";
    for (const change of board.changes.toSorted((a, b) => bad(b) - bad(a))) {
      const at = x(Date.parse(change.time));
      const row = all.find(one => free(one, at - size / 2, at + size / 2));
      if (row === undefined) { this.#draw({ change, at }, board, { em, size: size / 2, width, y: base - size / 4, free, taken }); continue; }
      taken[row].push([at - size / 2, at + size / 2]);
      this.#draw({ change, at, row }, board, { em, size, width, y: (row + 0.5) * (base / rows), free, taken });
    }
  }

  #draw({ change, at, row }, board, { em, size, width, y, free, taken }) {
    const status = change.kind === "status", kind = MARKS[change.kind] ?? "config";
    const look = status ? this.looks[change.status] ?? this.looks.unknown : null;
    const label = status ? board.scenarios.find(one => one.number === change.scenario)?.short ?? "" : nameOf(change.resource).slice(0, 26);
    const group = add(this.svg, "g", { class: status ? look.css : `fact ${kind}` });
    add(group, "title", {}, `${change.time}: ${change.text}`);
    add(group, "use", { href: status ? `#shape-${look.css}` : `#mark-${kind}`, x: at - size / 2, y: y - size / 2, width: size, height: size });
    if (row === undefined) return;
    const length = label.length * 0.62 * em, near = size * 0.75;
    const side = [[at + near, at + near + length], [at - near - length, at - near]].findIndex(([from, to]) => from > 0 && to < width && free(row, from, to));
    if (side < 0) return;
    taken[row].push(side ? [at - near - length, at - near] : [at + near, at + near + length]);
    add(group, "text", { x: side ? at - near : at + near, y: y + 0.35 * em, "text-anchor": side ? "end" : "start" }, label);
  }
}
