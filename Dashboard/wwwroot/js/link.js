// The circuit: tries again for ever, and loads the page anew when the server does not know it any more.
(function () {
  const modal = document.getElementById("components-reconnect-modal");
  let loading = false;

  // Loads the page anew as soon as there is one: never into the browser's own error page.
  async function loadAnew() {
    if (loading) return;
    loading = true;
    for (;;) {
      const wait = 1000 + Math.random() * 2000;
      await new Promise(function (done) { setTimeout(done, wait); });
      try {
        const answer = await fetch(location.href, { cache: "no-store" });
        if (answer.status < 500) { location.reload(); return; }
      } catch {
        // The server is still away; the veil says so.
      }
    }
  }

  modal.addEventListener("components-reconnect-state-changed", function (event) {
    const state = event.detail.state;
    document.documentElement.dataset.circuit = state === "hide" ? "open" : "broken";
    if (state === "rejected" || state === "failed" || state === "resume-failed") loadAnew();
  });

  // A circuit that stays broken while the server answers again will not mend itself, whatever state it is in.
  let answers = 0;
  setInterval(async function () {
    if (document.documentElement.dataset.circuit !== "broken") { answers = 0; return; }
    const answer = await fetch(location.href, { cache: "no-store" }).catch(function () { return null; });
    answers = answer && answer.status < 500 ? answers + 1 : 0;
    if (answers >= 2) location.reload();
  }, 5000);

  // On a dead circuit a link is a plain link again.
  window.addEventListener("click", function (event) {
    if (document.documentElement.dataset.circuit === "broken" && event.target.closest("a[href]")) event.stopImmediatePropagation();
  }, true);

  Blazor.start({
    circuit: {
      reconnectionOptions: {
        maxRetries: Number.MAX_SAFE_INTEGER,
        retryIntervalMilliseconds: function (previous) {
          return Math.min(500 * Math.pow(1.6, previous), 5000) * (0.75 + Math.random() / 2);
        }
      }
    }
  });
})();
