// The wall: draws each board that comes, lets every clock tick, and says so when nothing comes.
import { Detail } from "./detail.js";
import { Feed } from "./feed.js";
import { Lane } from "./lane.js";
import { Tile } from "./tiles.js";
import { duration, local, say, utc } from "./words.js";

const FROZEN = 5000; // ms without a fresh board before the whole wall is hatched
const RENEWAL = 20000; // ms between two reloads for another build, at least
const data = document.body.dataset;
const looks = JSON.parse(data.appearance), history = JSON.parse(data.history);
const find = id => document.getElementById(id);
const platform = find("platform"), lost = find("lost"), unexplained = find("unexplained");
const tiles = new Map([...document.querySelectorAll(".tile")].map(element =>
  [Number(element.dataset.number), new Tile(element, looks, history[element.dataset.number])]));
const lane = new Lane(find("lane"), looks);
const detail = new Detail(find("detail"), looks, Number(data.rotate));
let board, rendered = 0, gone = null, renewing = false;

function take(next) {
  if (next.build !== data.build) renew();
  board = next;
  const news = board.scenarios.map(scenario => tiles.get(scenario.number)?.take(scenario, board, feed.now)).filter(Boolean);
  if (news.length) say(find("news"), news.join(". "));
  regions();
  tick();
  rendered = performance.now(); // the heartbeat: a board was drawn to the end
  lane.draw(board, feed.now);
}

// Another build may draw another wall. An error page would be the end of this one, so the server is asked first; and while
// two builds answer in turn, once in a while is often enough.
async function renew() {
  if (renewing || Date.now() - Number(sessionStorage.getItem("renewed")) < RENEWAL) return;
  renewing = true;
  const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  renewing = answer?.ok ?? false;
  if (!renewing) return;
  sessionStorage.setItem("renewed", String(Date.now()));
  location.reload();
}

function tick() {
  if (!board) return;
  const now = feed.now, asOf = Date.parse(board.asOf);
  say(find("utc"), utc(now));
  say(find("local"), local(now));
  const silent = performance.now() - rendered, stopped = now - asOf;
  if (rendered && silent > FROZEN) loss("No connection", now - silent, stopped);
  else if (stopped > FROZEN) loss("Engine stopped", asOf, stopped);
  else loss(null, 0, stopped);
  const news = [...tiles.values()].map(tile => tile.draw(now)).filter(Boolean);
  if (news.length) say(find("news"), news.join(". "));
  head(now);
  detail.turn(board, gone !== null);
}

function loss(what, since, age) {
  const text = what && `${what} since ${utc(since)} UTC`;
  if (text !== gone) {
    gone = text;
    document.body.classList.toggle("lost", text !== null);
    lost.hidden = text === null;
  }
  say(lost.children[1], text ?? "");
  say(lost.children[2], text ? `What you see is ${duration(age / 1000)} old` : "");
  say(find("pulse"), text ? "not live" : `live · ${(Math.max(0, age) / 1000).toFixed(1)} s old`);
}

function head(now) {
  const count = css => document.querySelectorAll(`.tile.${css}:not(.because)`).length;
  const { score, status, worst, judged } = board.platform;
  const blind = count("unknown"), orphans = board.platform.unexplained;
  const shown = status === "healthy" && blind ? "unknown" : status;
  const look = looks[shown] ?? looks.unknown, first = board.scenarios.find(one => one.number === worst);
  const age = duration((now - Date.parse(first?.since ?? board.platform.since)) / 1000);
  if (!platform.classList.contains(look.css)) platform.className = `platform ${look.css}`;
  platform.querySelector("use").setAttribute("href", `#shape-${look.css}`);
  say(platform.querySelector(".score"), shown === "unknown" || score === null ? "–" : String(score));
  say(platform.querySelector(".worst"), first?.short ?? (orphans.length ? "Unexplained" : shown === "healthy" ? "All that is judged" : "Not everything is known"));
  say(platform.querySelector(".how"), `${(first ? looks[first.status] : look).text.toLowerCase()} for ${age}`);
  const parts = [[count("crit"), "critical"], [count("warn"), "degraded"], [document.querySelectorAll(".tile.because").length, "because of another"], [blind, "unknown"]];
  say(platform.querySelector(".sum"), [...parts.filter(([n]) => n).map(([n, word]) => `${n} ${word}`), `${judged} of ${board.scenarios.length} judged`].join(" · "));
  unexplained.hidden = orphans.length === 0;
  document.body.classList.toggle("orphans", orphans.length > 0);
  say(unexplained.querySelector("span"), orphans[0]?.text ?? "");
  say(unexplained.querySelector("i"), orphans.length > 1 ? `and ${orphans.length - 1} more` : "");
  const title = `${look.icon} ${score ?? "–"} · ${gone ?? look.text} · ApnaKart Watch`;
  if (document.title !== title) document.title = title;
}

function regions() {
  const clusters = board.regions.flatMap(region => region.clusters);
  const places = [...document.querySelectorAll(".cluster")];
  if (places.length !== clusters.length) return;
  clusters.forEach((cluster, i) => {
    const look = looks[cluster.status] ?? looks.unknown, first = board.scenarios.find(one => one.number === cluster.worst);
    places[i].className = `cluster ${look.css}`;
    places[i].querySelector("use").setAttribute("href", `#shape-${look.css}`);
    say(places[i].lastElementChild, first?.short ?? look.text);
  });
  const figures = [...document.querySelectorAll(".figure b")];
  clusters.flatMap(cluster => cluster.figures).forEach((figure, i) => { if (figures[i]) say(figures[i], figure.value); });
}

const feed = new Feed("/api/v1/board/stream", take);
feed.start(JSON.parse(data.board));
setInterval(tick, 500);
