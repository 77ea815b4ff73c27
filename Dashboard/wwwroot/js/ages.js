// Ages run here, so that they run on when the server stands still. The server's clock is taken from the newest board;
// between boards it is carried on by this browser's own, so that a wrong clock here makes no wrong age.
(function () {
  const deadAfter = 5000;
  const root = document.documentElement;
  let base = Date.now(), baseAt = performance.now(), baseDate = Date.now();
  let asOf = null, asOfAt = performance.now(), asOfDate = Date.now(), sentAt = null, sentAtAt = performance.now();

  // The steady clock stops on some machines while they sleep: of the two the later is taken.
  function since(steady, date) { return Math.max(performance.now() - steady, Math.min(Date.now() - date, 86400000)); }

  function serverNow() { return base + since(baseAt, baseDate); }

  function text(ms) {
    const s = Math.max(0, Math.floor(ms / 1000));
    if (s < 60) return s + " s";
    if (s < 3600) return Math.floor(s / 60) + " min " + (s % 60) + " s";
    if (s < 86400) return Math.floor(s / 3600) + " h " + (Math.floor(s / 60) % 60) + " min";
    return Math.floor(s / 86400) + " d " + (Math.floor(s / 3600) % 24) + " h";
  }

  // The text node itself is changed, never replaced: it belongs to Blazor.
  function say(element, words) {
    const node = element.firstChild;
    if (!node) element.textContent = words;
    else if (node.data !== words) node.data = words;
  }

  function listen() {
    const pulse = document.getElementById("pulse");
    if (!pulse) return;
    if (pulse.dataset.sentAt !== sentAt) {
      sentAt = pulse.dataset.sentAt; sentAtAt = performance.now();
      base = Date.parse(sentAt); baseAt = sentAtAt; baseDate = Date.now();
    }
    if (pulse.dataset.asOf !== asOf) {
      asOf = pulse.dataset.asOf; asOfAt = performance.now(); asOfDate = Date.now();
    }
  }

  function clock(ms) { return new Date(ms).toISOString().slice(11, 19) + " UTC"; }

  function judge() {
    const silent = since(asOfAt, asOfDate);
    const broken = root.dataset.circuit === "broken";
    const lost = silent > deadAfter || broken;
    const banner = document.getElementById("link-lost");
    if (lost) {
      const standing = !broken && performance.now() - sentAtAt < deadAfter;
      const words = (standing ? "THE ENGINE STANDS STILL" : "NO CONNECTION") + " since " + clock(asOf ? Date.parse(asOf) : Date.now() - silent);
      if (banner.dataset.says !== words) { banner.dataset.says = words; banner.textContent = words + ". What you see is old. Trying again."; }
    } else if (banner.dataset.says) {
      banner.dataset.says = ""; banner.textContent = "";
    }
    root.dataset.link = lost ? "lost" : "live";
    const says = document.getElementById("pulse-says");
    if (says) say(says, lost ? "not live, " + text(silent) + " old" : asOf ? "live, " + text(serverNow() - Date.parse(asOf)) + " old" : "connecting");
  }

  function age() {
    const now = serverNow();
    for (const element of document.querySelectorAll("[data-since]")) {
      const old = now - Date.parse(element.dataset.since);
      say(element, text(old));
      const limit = Number(element.dataset.staleAfter) * 1000;
      if (limit > 0) {
        const step = old > limit ? "old" : old > limit * 2 / 3 ? "aging" : "fresh";
        if (element.dataset.step !== step) element.dataset.step = step;
      }
    }
  }

  function local() {
    const zone = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false, timeZoneName: "short" });
    for (const element of document.querySelectorAll("[data-local]")) {
      const when = new Date(element.dataset.local);
      if (when.getTimezoneOffset() === 0) continue;
      const words = " · " + zone.format(when);
      if (element.textContent !== words) element.textContent = words;
    }
  }

  function tick() { listen(); judge(); age(); local(); }
  tick();
  setInterval(tick, 500);
})();
