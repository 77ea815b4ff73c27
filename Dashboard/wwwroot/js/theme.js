// Before the first paint: the theme that this reader asked for.
(function () {
  const key = "watch-theme";
  const root = document.documentElement;
  const kept = function () {
    try { return localStorage.getItem(key); } catch { return null; } // Storage is forbidden: dark.
  };
  const keep = function (theme) {
    try { localStorage.setItem(key, theme); } catch { /* Storage is forbidden: the choice lasts as long as the page. */ }
  };
  const show = function () {
    const light = root.dataset.theme === "light";
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      const pressed = String(light);
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
    }
  };
  root.dataset.theme = kept() === "light" ? "light" : "dark";
  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-theme-switch]")) return;
    root.dataset.theme = root.dataset.theme === "light" ? "dark" : "light";
    keep(root.dataset.theme);
    show();
  });
  document.addEventListener("DOMContentLoaded", show);
  setInterval(show, 1000);
})();
