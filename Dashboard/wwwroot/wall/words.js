// Times and lengths in words; the server writes them the same way.

const two = number => String(number).padStart(2, "0");

export function duration(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  if (s < 86400) return `${Math.floor(s / 3600)} h ${Math.floor(s % 3600 / 60)} min`;
  return `${Math.floor(s / 86400)} d ${Math.floor(s % 86400 / 3600)} h`;
}

// An age has one unit only.
export const age = seconds => duration(seconds).split(" ").slice(0, 2).join(" ");

export const utc = ms => {
  const t = new Date(ms);
  return `${two(t.getUTCHours())}:${two(t.getUTCMinutes())}:${two(t.getUTCSeconds())}`;
};

const here = new Intl.DateTimeFormat("en-GB", {
  weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short",
});

// The viewer's own zone, on the server's clock.
export const local = ms => {
  const part = Object.fromEntries(here.formatToParts(ms).map(one => [one.type, one.value]));
  return `${part.hour}:${part.minute}:${part.second} ${part.timeZoneName} · ${part.weekday} ${part.day} ${part.month}`;
};

export const capital = word => word.charAt(0).toUpperCase() + word.slice(1);

// Text only, ever: what comes from a cluster may be hostile.
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
