// The value under the pointer, read from the lines that are drawn. Where nothing was measured it says so.
(function () {
  function round(value) { return String(Math.round(value * 10) / 10); }

  function amount(value, unit) {
    if (unit === "ratio") return round(value * 100) + " %";
    return unit === "seconds" ? round(value) + " s" : round(value);
  }

  function valueAt(line, x, low, high) {
    const points = line.points;
    for (let i = 0; i + 1 < points.numberOfItems; i++) {
      const a = points.getItem(i), b = points.getItem(i + 1);
      if (x < a.x || x > b.x) continue;
      const y = x - a.x < b.x - x ? a.y : b.y;
      return low + (1 - y / 200) * (high - low);
    }
    return null;
  }

  function readout(plot) {
    let box = plot.parentElement.querySelector(".readout");
    if (!box) {
      box = document.createElement("div");
      box.className = "readout";
      box.setAttribute("aria-hidden", "true");
      plot.parentElement.append(box);
    }
    return box;
  }

  document.addEventListener("pointermove", function (event) {
    const plot = event.target.closest ? event.target.closest(".chart-plot") : null;
    for (const box of document.querySelectorAll(".readout")) if (!plot || box.parentElement !== plot.parentElement) box.remove();
    if (!plot) return;
    const area = plot.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - area.left) / area.width));
    const low = Number(plot.dataset.low), high = Number(plot.dataset.high);
    const from = Date.parse(plot.dataset.from), to = Date.parse(plot.dataset.to);
    const found = new Map();
    for (const line of plot.querySelectorAll("polyline")) {
      const value = valueAt(line, share * 1000, low, high);
      if (value !== null || !found.has(line.dataset.name)) found.set(line.dataset.name, value);
    }
    const time = new Date(from + share * (to - from)).toISOString().slice(11, 19) + " UTC";
    const words = [...found].map(function (entry) { return entry[0] + ": " + (entry[1] === null ? "no data" : amount(entry[1], plot.dataset.unit)); });
    const box = readout(plot);
    box.textContent = [time].concat(words.length ? words : ["no data"]).join(" · ");
    box.style.left = share * 100 + "%";
    box.dataset.side = share > 0.6 ? "left" : "right";
  });
})();
