// Keeps what is being written in a form on this device until the server says that it arrived: a lost connection, a closed page
// and an ended session lose nothing. Who is not signed in may sit at a machine that others use: his draft ends with the tab, and
// a telephone number is never kept. Without this script the forms are the same.
"use strict";
(() => {
  const DAYS = 7, DAY = 86400000, PAUSE = 300, PREFIX = "draft ";
  const whose = document.documentElement.dataset.whose || "";
  const store = whose ? localStorage : sessionStorage;
  const KEPT = ":is(input, textarea, select)[name]:not([type=hidden], [type=password], [type=file], [type=tel])";
  const ticked = (field) => field.type === "checkbox" || field.type === "radio";
  const chosen = (field) => field instanceof HTMLSelectElement && field.multiple;

  function names() {
    return Object.keys(store).filter((name) => name.startsWith(`${PREFIX}${whose} `));
  }

  function read(name) {
    try {
      return JSON.parse(store.getItem(name));
    } catch {
      return null;
    }
  }

  function write(name, draft) {
    try {
      store.setItem(name, JSON.stringify(draft));
    } catch {
      // A full or forbidden store: the form is as good as without this script.
    }
  }

  function forgetOld() {
    const arrived = document.cookie.match(/(?:^|; )arrived=([\w-]+)/)?.[1];
    for (const name of names()) {
      const draft = read(name);
      if (!draft || draft.key === arrived || Date.now() - draft.at > DAYS * DAY) store.removeItem(name);
    }
  }

  function valuesOf(form) {
    return Array.from(form.querySelectorAll(KEPT), (field) => {
      if (ticked(field)) return [field.name, field.value, field.checked];
      return [field.name, chosen(field) ? Array.from(field.selectedOptions, (one) => one.value) : field.value];
    });
  }

  function fill(form, values) {
    const waiting = [...values];
    for (const field of form.querySelectorAll(KEPT)) {
      const at = waiting.findIndex(([name, value]) => name === field.name && (!ticked(field) || value === field.value));
      if (at < 0) continue;
      const [, value, checked] = waiting.splice(at, 1)[0];
      if (ticked(field)) field.checked = checked;
      else if (chosen(field)) for (const one of field.options) one.selected = value.includes(one.value);
      else if (!(field instanceof HTMLSelectElement) || Array.from(field.options).some((one) => one.value === value)) field.value = value;
    }
  }

  function keep(form) {
    const name = `${PREFIX}${whose} ${form.dataset.draft}`;
    const hidden = (one) => form.querySelector(`input[type=hidden][name=${one}]`);
    const key = hidden("key"), version = hidden("version"), fresh = { key: key.value, version: version?.value };
    const rendered = valuesOf(form);
    const back = form.querySelector("[data-draft-back]"), noLine = form.querySelector("[data-no-line]");
    let timer = null, sent = false;

    function save() {
      clearTimeout(timer);
      timer = null;
      const values = valuesOf(form);
      if (JSON.stringify(values) === JSON.stringify(rendered)) store.removeItem(name);
      else write(name, { at: Date.now(), key: key.value, version: version?.value, sent, values });
    }

    function takeBack() {
      const draft = read(name);
      if (!draft || "filled" in form.dataset || JSON.stringify(draft.values) === JSON.stringify(rendered)) return;
      fill(form, draft.values);
      // What was sent may have arrived: with its own key it is done once. What was written against an older record says so.
      if (draft.sent) key.value = draft.key;
      if (version) version.value = draft.version;
      back.hidden = false;
    }

    form.addEventListener("input", () => {
      // Another text is another matter: under the key of what was sent before it would be refused.
      if (!sent) key.value = fresh.key;
      timer ??= setTimeout(save, PAUSE);
    });
    form.addEventListener("submit", (event) => {
      sent = navigator.onLine;
      save();
      noLine.hidden = navigator.onLine;
      if (!navigator.onLine) event.preventDefault();
    });
    addEventListener("pagehide", () => timer && save());
    addEventListener("pageshow", () => { sent = false; });
    back.querySelector("button").addEventListener("click", () => {
      form.reset();
      key.value = fresh.key;
      if (version) version.value = fresh.version;
      back.hidden = true;
      store.removeItem(name);
      form.querySelector(KEPT).focus();
    });
    takeBack();
  }

  const known = new WeakSet();
  function keepAll() {
    for (const form of document.querySelectorAll("form[data-draft]")) {
      if (!known.has(form)) keep(form);
      known.add(form);
    }
  }

  forgetOld();
  keepAll();
  document.addEventListener("renewed", keepAll);
  for (const out of document.querySelectorAll("form[action='/sign-out']")) {
    out.addEventListener("submit", () => names().forEach((name) => store.removeItem(name)));
  }
})();
