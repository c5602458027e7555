// Lets the clocks of the desk run on from where the server had them: it decides what is measured, this only shows it.
"use strict";
(() => {
  const begun = new WeakMap();
  function show() {
    for (const clock of document.querySelectorAll("[data-since]")) {
      if (!begun.has(clock)) begun.set(clock, performance.now() - Number(clock.dataset.since) * 1000);
      const seconds = Math.floor((performance.now() - begun.get(clock)) / 1000);
      clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    }
  }
  show();
  setInterval(show, 1000);
})();
