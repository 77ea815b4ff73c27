// The fifteen tiles: which status may still be shown at this age, and the texts that go with it.
import { age as old, capital, duration, say } from "./words.js";

const STEPS = 120, STEP = 30000;

// The stale ladder: past 2 intervals the age is amber, past 3 healthy becomes unknown and bad is stale, past 10 nothing is known.
export function ladder(scenario, age) {
  const shown = { status: scenario.status, stale: scenario.stale, aging: false };
  if (scenario.status === "unknown" || scenario.status === "notCollected") return shown;
  const interval = scenario.staleAfterSeconds / 3;
  if (age === null || age > 10 * interval) return { status: "unknown", stale: false, aging: true };
  if (age > 3 * interval) return scenario.status === "healthy" ? { status: "unknown", stale: false, aging: true } : { ...shown, stale: true, aging: true };
  return { ...shown, aging: age > 2 * interval };
}

export class Tile {
  #status; #key; #scores;

  constructor(element, looks, history) {
    this.element = element;
    this.looks = looks;
    this.#scores = history ?? Array(STEPS).fill(null);
    this.#status = element.dataset.status;
    for (const name of ["name", "age", "score", "why", "state", "since", "spark"]) this[name] = element.querySelector("." + name);
    this.use = element.querySelector(".shape use");
  }

  take(scenario, board, now) {
    this.scenario = scenario;
    this.asOf = Date.parse(board.asOf);
    this.since_ = Date.parse(scenario.since);
    this.cause = board.scenarios.find(other => other.number === scenario.explainedBy?.number);
    this.#remember(scenario.score, Math.floor(now / STEP));
    return this.draw(now);
  }

  // Called with every board and twice a second: ages go on by themselves.
  draw(now) {
    const { scenario } = this;
    if (!scenario) return null;
    const age = scenario.dataAgeSeconds === null ? null : scenario.dataAgeSeconds + (now - this.asOf) / 1000;
    const shown = ladder(scenario, age);
    const look = this.looks[shown.status] ?? this.looks.unknown;
    const lost = shown.status !== scenario.status;
    say(this.name, scenario.short);
    say(this.score, shown.status === "unknown" || scenario.score === null ? "–" : String(scenario.score));
    say(this.state.firstChild, look.text);
    const tag = shown.stale ? "stale" : ["pending", "recovering"].includes(scenario.phase) ? scenario.phase : "";
    say(this.state.lastChild, tag);
    say(this.why.firstChild, scenario.explainedBy ? `Because of ${scenario.explainedBy.number}${this.cause ? ` · ${this.cause.short}` : ""}` : "");
    say(this.why.lastChild, lost ? `No data for ${age === null ? "now" : duration(age)}; before: ${scenario.headline}` : scenario.headline);
    say(this.age, look.css === "off" || age === null ? "" : old(age));
    say(this.since, look.css === "off" || lost ? "" : (tag ? "" : "for ") + duration((now - this.since_) / 1000));
    this.#dress([look.css, scenario.phase, shown.stale && "stale", shown.aging && "aging", scenario.explainedBy && "because"].filter(Boolean).join(" "), look);
    return this.#changed(shown.status, look);
  }

  #dress(css, look) {
    if (this.#key === css) return;
    this.#key = css;
    this.element.className = `tile ${css}`;
    this.use.setAttribute("href", `#shape-${look.css}`);
  }

  // One pulse when a status changes, and a sentence for who cannot see it.
  #changed(status, look) {
    if (status === this.#status) return null;
    this.#status = this.element.dataset.status = status;
    this.element.classList.remove("pulse");
    void this.element.offsetWidth;
    this.element.classList.add("pulse");
    return `${this.scenario.short}: ${capital(look.text)}`;
  }

  #remember(score, step) {
    const gone = Math.min(STEPS, Math.max(0, step - (this.step ?? step)));
    if (gone > 0) this.#scores = [...this.#scores.slice(gone), ...Array(gone).fill(null)];
    this.step = step;
    const last = this.#scores.at(-1);
    if (score !== null) this.#scores[STEPS - 1] = last === null ? score : Math.min(last, score);
    const [area, line] = this.spark.children;
    const runs = this.#runs();
    line.setAttribute("d", runs.map(run => "M" + run.join("L")).join(""));
    area.setAttribute("d", runs.map(run => `M${run[0].split(",")[0]},26L${run.join("L")}L${run.at(-1).split(",")[0]},26Z`).join(""));
  }

  // Pieces of line between the gaps; a single point becomes a short one.
  #runs() {
    const runs = [];
    this.#scores.forEach((score, i) => {
      if (score === null) return;
      const at = x => `${x},${(24 - score * 0.21).toFixed(1)}`;
      if (i > 0 && this.#scores[i - 1] !== null) runs.at(-1).push(at(i + 1));
      else runs.push([at(i), at(i + 1)]);
    });
    return runs;
  }
}
