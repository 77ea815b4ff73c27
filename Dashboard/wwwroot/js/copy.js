// Copying works without the circuit, by mouse and keyboard, also where the page is not served over TLS. What a reader
// ticked off is kept in this browser only.
(function () {
  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(text);
      return true;
    }
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "sr";
    area.setAttribute("readonly", "");
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  function tell(button, state, words) {
    button.dataset.copied = state;
    const says = document.getElementById("copy-says");
    if (says) says.textContent = words;
    setTimeout(function () { delete button.dataset.copied; if (says) says.textContent = ""; }, 2500);
  }

  document.addEventListener("click", async function (event) {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    try {
      const done = await copy(button.dataset.copy);
      button.focus();
      tell(button, done ? "yes" : "no", done ? "Copied the command." : "The browser does not allow copying. Select the command by hand.");
    } catch (error) {
      tell(button, "no", "The command was not copied: " + error.message);
    }
  });

  const prefix = "watch-tick:";
  function kept(key) {
    try { return localStorage.getItem(prefix + key) === "1"; } catch { return false; } // Storage is forbidden: nothing is ticked.
  }
  function keep(key, done) {
    try {
      if (done) localStorage.setItem(prefix + key, "1"); else localStorage.removeItem(prefix + key);
    } catch { /* Storage is forbidden: the tick lasts as long as the page. */ }
  }

  document.addEventListener("change", function (event) {
    const box = event.target.closest("[data-tick]");
    if (box) keep(box.dataset.tick, box.checked);
  });

  setInterval(function () {
    for (const box of document.querySelectorAll("[data-tick]")) {
      if (box.dataset.ticked === box.dataset.tick) continue;
      box.dataset.ticked = box.dataset.tick;
      box.checked = kept(box.dataset.tick);
    }
  }, 500);
})();
