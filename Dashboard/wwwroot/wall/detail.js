// With ?rotate= the wall shows, in turn with the board, the detail of each scenario that fires.

function part(name, css, text) {
  const element = document.createElement(name);
  if (css) element.className = css;
  if (text !== undefined) element.textContent = text;
  return element;
}

function block(heading, items) {
  const element = part("div", "block");
  element.append(part("h3", "", heading), ...items);
  return items.length ? element : "";
}

export class Detail {
  #since = performance.now(); #next = 0; #shown = null;

  constructor(place, looks, seconds) {
    this.place = place;
    this.looks = looks;
    this.seconds = seconds;
  }

  // Called twice a second. Never hides a board that stands still.
  turn(board, lost) {
    if (!this.seconds) return;
    const firing = board.scenarios.filter(one => one.phase === "firing" && !one.explainedBy);
    if (lost || firing.length === 0) { this.#hide(); return; }
    if (performance.now() - this.#since < this.seconds * 1000) return;
    this.#since = performance.now();
    if (this.#shown !== null) { this.#hide(); return; }
    this.#show(firing[this.#next++ % firing.length].number);
  }

  #hide() {
    this.#shown = null;
    this.place.hidden = true;
  }

  async #show(number) {
    this.#shown = number;
    const answer = await fetch(`/api/v1/scenarios/${number}`).catch(() => null);
    if (!answer?.ok || this.#shown !== number) { this.#hide(); return; }
    this.#fill(await answer.json());
    this.place.hidden = false;
  }

  #fill({ scenario, resources, runbook, consequences }) {
    const look = this.looks[scenario.status] ?? this.looks.unknown, worst = resources[0];
    const head = part("div", "head");
    head.append(part("p", "score", String(scenario.score ?? "–")), part("div"));
    head.lastChild.append(part("h2", "", `${scenario.number} · ${scenario.title}`), part("p", "headline", scenario.headline));
    const symptoms = (worst?.symptoms ?? []).map(one => {
      const item = part("div", "symptom"), bar = part("span", "bar");
      bar.append(part("i"));
      bar.firstChild.style.width = `${Math.round(100 * one.severity)}%`;
      item.append(part("b", "", one.text), part("span", "", one.title), bar, part("small", "", one.limits));
      return item;
    });
    const causes = (worst?.causes ?? []).filter(one => one.share > 0 && !one.against).map(one => part("p", "", `${one.title}: ${one.text}`));
    const steps = (runbook.find(section => section.heading === "Fix now")?.steps ?? []).slice(0, 3).map(step => {
      const item = part("div", "step");
      item.append(part("b", "", step.title), step.command ? part("code", "", step.command) : part("span", "", step.otherwise ?? step.text));
      return item;
    });
    const others = consequences.map(one => part("p", "", `${one.number} · ${one.title}: ${one.headline}`));
    const grid = part("div", "grid"), why = part("div"), what = part("div");
    why.append(block("What is seen", symptoms), block("Likely cause", causes));
    what.append(block("Do this now", steps), block("Because of it", others));
    grid.append(why, what);
    this.place.className = look.css;
    this.place.replaceChildren(head, grid);
  }
}
