// Working time that is left (data-countdown: the stretches of it), counted on from what the server said. The clock of this
// machine may be wrong: only how much of it passes counts.
"use strict";

(() => {
  const MINUTE = 60_000;
  const instant = (text) => Date.parse(`${text}Z`); // both sides are read alike, so the zone is none of our business

  for (const part of document.querySelectorAll("[data-countdown]")) {
    const stretches = part.dataset.countdown.split(" ").map((one) => one.split("/").map(instant));
    const began = performance.now();
    const show = () => {
      const now = instant(part.dataset.now) + performance.now() - began;
      const left = stretches.reduce((sum, [opens, closes]) => sum + Math.max(0, closes - Math.max(opens, now)), 0);
      const minutes = Math.ceil(left / MINUTE);
      part.querySelector("[data-countdown-hours]").textContent = Math.floor(minutes / 60);
      part.querySelector("[data-countdown-minutes]").textContent = minutes % 60;
      if (!minutes && "reloads" in part.dataset) location.reload(); // what was asked with a form would be sent again
    };
    setInterval(show, MINUTE / 4);
  }
})();
