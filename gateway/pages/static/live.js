// Keeps parts of a page current: news arrives, the page is read again, what has changed is exchanged. Without this script the
// page is the same, only still. It reads at most once a pause, so that a busy day does not meet the rate limit, and listens only
// while it is looked at: a browser opens few lines to one place, and many pages may be open.
"use strict";
(() => {
  const PAUSE = 3000;
  const parts = () => Array.from(document.querySelectorAll("[data-live]"));
  const first = parts()[0];
  const wanted = (first.dataset.news || "").split(" ").filter(Boolean);
  const pause = Number(first.dataset.pause) || PAUSE;
  let news = null, waiting = null, lastRead = 0, left = false, heldBack = false;

  function show(live) {
    const mark = document.getElementById("live");
    if (!mark) return;
    const word = live ? mark.dataset.liveWord : mark.dataset.stillWord;
    if (mark.textContent !== word) mark.textContent = word;
    mark.classList.toggle("on", live);
  }

  // Where somebody writes, or has written, nothing is exchanged under his hands.
  function written(field) {
    if (field.type === "hidden" || field.type === "submit") return false;
    if (field instanceof HTMLSelectElement) return Array.from(field.options).some((one) => one.selected !== one.defaultSelected && one.value !== "");
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    return field.value !== field.defaultValue;
  }
  const busy = (part) => Array.from(part.querySelectorAll("input, textarea, select")).some((field) => field === document.activeElement || written(field));

  const nameOf = (part) => part.dataset.live || part.getAttribute("aria-labelledby");
  // Without what is another at every reading: the keys of forms, the clocks, this script's own mark.
  const plain = (part) => part.outerHTML.replace(/name="key" value="[^"]*"|data-since="[^"]*">[^<]*|<span id="live"[^>]*>[^<]*/g, "");
  const sameAs = (link) => (one) => one.getAttribute("href") === link.getAttribute("href") && one.getAttribute("formaction") === link.getAttribute("formaction") && one.textContent === link.textContent;

  function exchange(shown, fresh) {
    const before = shown.querySelectorAll("details"), after = fresh.querySelectorAll("details");
    if (before.length === after.length) before.forEach((one, at) => { after[at].open = one.open; });
    const focused = shown.contains(document.activeElement) ? document.activeElement : null;
    shown.replaceWith(fresh);
    if (focused) Array.from(fresh.querySelectorAll("a, button")).find(sameAs(focused))?.focus();
  }

  // A part is exchanged whole or, while somebody writes in it, piece by piece around him.
  function renew(shown, fresh) {
    if (plain(shown) === plain(fresh)) return;
    if (!busy(shown)) return exchange(shown, document.importNode(fresh, true));
    heldBack = true;
    if (!shown.hasAttribute("data-live")) return;
    const had = new Map(Array.from(shown.children, (one) => [nameOf(one), one]).filter(([name]) => name));
    let at = null;
    for (const piece of Array.from(fresh.children).filter(nameOf)) {
      const old = had.get(nameOf(piece));
      had.delete(nameOf(piece));
      if (old) renew(old, piece);
      else if (at) at.after(document.importNode(piece, true));
      else shown.prepend(document.importNode(piece, true));
      at = Array.from(shown.children).find((one) => nameOf(one) === nameOf(piece));
    }
    for (const gone of had.values()) if (!busy(gone)) gone.remove();
  }

  async function readAgain() {
    waiting = null;
    lastRead = Date.now();
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, credentials: "same-origin" }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const shown of parts()) {
      const fresh = Array.from(page.querySelectorAll("[data-live]")).find((one) => one.dataset.live === shown.dataset.live);
      if (fresh) renew(shown, fresh);
    }
    document.title = page.title;
    document.dispatchEvent(new Event("renewed"));
    show(news?.readyState === EventSource.OPEN);
  }

  function soon() {
    waiting ??= setTimeout(readAgain, Math.max(300, lastRead + pause - Date.now()));
  }

  function listen() {
    if (document.hidden) {
      news?.close();
      news = null;
      left = true;
      return;
    }
    if (news) return;
    news = new EventSource("/v1/stream");
    news.onopen = () => show(true);
    news.onerror = () => show(false);
    news.onmessage = (message) => {
      if (!wanted.length || wanted.includes(JSON.parse(message.data).service)) soon();
    };
    news.addEventListener("reset", soon);
    if (left) soon();
  }

  // What changes with the day alone brings no news: a page may ask to be read again after so many seconds.
  const every = Number(first.dataset.every);
  if (every) setInterval(() => document.hidden || readAgain(), every * 1000);
  document.addEventListener("visibilitychange", listen);
  document.addEventListener("focusout", () => {
    if (heldBack) soon();
    heldBack = false;
  });
  listen();
})();
