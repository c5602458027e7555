// Lets the clocks of the desk run on from where the server had them: it decides what is measured, this only shows it.
"use strict";
(() => {
  const clocks = Array.from(document.querySelectorAll("[data-since]"));
  const opened = performance.now();
  function show() {
    for (const clock of clocks) {
      const seconds = Math.floor(Number(clock.dataset.since) + (performance.now() - opened) / 1000);
      clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    }
  }
  if (clocks.length) setInterval(show, 1000);
})();
