// Keeps the front page current: news arrives, the page is read again, its content is exchanged. Without this script the
// page is the same, only still. At most one reading every three seconds, so that a busy day does not meet the rate limit.
"use strict";
(() => {
  const PAUSE = 3000;
  let waiting = null;
  let lastRead = 0;

  function show(live) {
    const mark = document.getElementById("live");
    mark.textContent = live ? mark.dataset.liveWord : mark.dataset.stillWord;
    mark.classList.toggle("on", live);
  }

  async function readAgain() {
    waiting = null;
    lastRead = Date.now();
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live]");
    const shown = document.querySelector("[data-live]");
    if (!fresh || fresh.innerHTML === shown.innerHTML || shown.contains(document.activeElement)) return;
    shown.replaceWith(document.importNode(fresh, true));
    show(news.readyState === EventSource.OPEN);
  }

  const news = new EventSource("/v1/stream");
  news.onopen = () => show(true);
  news.onerror = () => show(false);
  // What changes with the day alone brings no news: a page may ask to be read again after so many seconds.
  const every = Number(document.querySelector("[data-live]").dataset.live);
  if (every) setInterval(readAgain, every * 1000);
  news.onmessage = () => {
    if (waiting === null) waiting = setTimeout(readAgain, Math.max(300, lastRead + PAUSE - Date.now()));
  };
})();
