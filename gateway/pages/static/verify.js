// Checks a receipt in this browser: its entry, the way from there to the signed root, who signed. Nothing is sent anywhere.
// The same steps as gateway/ledger/receipt_check.py, and the same sentences: they stand in the page. Without this script, or
// where the browser cannot check Ed25519, the form sends the receipt to the site, which computes the same.
"use strict";
(() => {
  const FIRST_LINE = "c2sp.org/tlog-proof@v1";
  const LOG = 1, WITNESS = 4, MOST_HASHES = 63;
  const CLASSES = { ok: "tick", bad: "late-text", none: "soft" };
  const form = document.getElementById("check");
  const field = form.elements.receipt;
  const words = {};
  for (const one of document.getElementById("sentences").content.children) words[one.dataset.code] = one.textContent;
  const sentence = (code, told = {}) => words[code].replace(/\{(\w+)\}/g, (_, name) => told[name] ?? "");

  class NotAReceipt extends Error {}
  class Unreadable extends Error {}

  // --- bytes, numbers, hashes
  const utf8 = new TextEncoder();
  const joined = (...parts) => new Uint8Array(parts.flatMap((one) => [...one]));
  const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
  const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const node = (left, right) => sha256(joined([1], left, right));
  function prefixed(first, bytes) {
    const whole = new Uint8Array(bytes.length + 1);
    whole[0] = first;
    whole.set(bytes, 1);
    return whole;
  }
  function bytesOf(text) {
    try {
      const raw = atob(text);
      if (btoa(raw) === text) return Uint8Array.from(raw, (one) => one.charCodeAt(0));
    } catch { /* said below */ }
    throw new Unreadable();
  }
  function numberOf(text) {
    if (!/^(0|[1-9][0-9]{0,18})$/.test(text)) throw new Unreadable();
    return BigInt(text);
  }
  function hashOf(text) {
    const hash = bytesOf(text);
    if (hash.length !== 32) throw new Unreadable();
    return hash;
  }
  const partition = (text, by) => {
    const at = text.indexOf(by);
    return at < 0 ? [text, "", ""] : [text.slice(0, at), by, text.slice(at + by.length)];
  };
  const inChina = (at) => Number.isNaN(at.getTime()) ? "" : at.toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" });

  // --- what was handed in
  function receiptIn(given) {
    if (given.length > Number(form.dataset.most)) throw new NotAReceipt("too_long");
    const text = given.replace(/^\ufeff/, "").replace(/\r\n/g, "\n").trim();
    if (!text) throw new NotAReceipt("nothing");
    const handedIn = text.startsWith("{") ? inJson(text) : { proof: `${text}\n`, entry: null, payload: null };
    if (!handedIn.proof.startsWith(`${FIRST_LINE}\n`)) throw new NotAReceipt("no_receipt");
    return handedIn;
  }
  function inJson(text) {
    let fields;
    try { fields = JSON.parse(text); } catch { throw new NotAReceipt("no_json"); }
    const payload = fields.payload ?? null;
    if (typeof fields.proof !== "string" || typeof fields.entry !== "string" || (payload !== null && typeof payload !== "string"))
      throw new NotAReceipt("no_proof");
    return { proof: fields.proof, entry: utf8.encode(fields.entry), payload: payload === null ? null : utf8.encode(payload) };
  }
  function proofIn(text) {
    const [head, found, note] = partition(text, "\n\n");
    const lines = head.split("\n").slice(1);
    const extra = lines[0]?.startsWith("extra ") ? bytesOf(lines.shift().slice("extra ".length)) : null;
    if (!found || !lines[0]?.startsWith("index ")) throw new Unreadable();
    const index = numberOf(lines.shift().slice("index ".length));
    if (lines.length > MOST_HASHES) throw new Unreadable();
    return { index, extra, hashes: lines.map(hashOf), ...noteIn(note) };
  }
  function noteIn(note) {
    const at = note.lastIndexOf("\n\n");
    if (at < 0 || !note.endsWith("\n") || /[\0-\x09\x0b-\x1f]/.test(note)) throw new Unreadable();
    const body = note.slice(0, at + 1);
    const [origin, size, root, ...more] = body.slice(0, -1).split("\n");
    if (!origin || root === undefined || more.includes("")) throw new Unreadable();
    const lines = note.slice(at + 2, -1).split("\n").map(signatureLine);
    return { body, origin, size: numberOf(size), root: hashOf(root), lines };
  }
  function signatureLine(text) {
    const [dash, name, encoded, ...more] = text.split(" ");
    const content = bytesOf(encoded ?? "");
    if (dash !== "\u2014" || !name || more.length || content.length <= 4) throw new Unreadable();
    return { name, id: hex(content.slice(0, 4)), signature: content.slice(4) };
  }
  async function keysIn(text) {
    const vkeys = text.split(/\r?\n/).map((one) => one.trim()).filter((one) => one && !one.startsWith("#"));
    let keys;
    try { keys = await Promise.all(vkeys.map(keyIn)); } catch { throw new NotAReceipt("keys_unreadable"); }
    if (!keys.some((one) => one.kind === LOG)) throw new NotAReceipt("no_key");
    return keys;
  }
  async function keyIn(vkey) {
    const [name, , rest] = partition(vkey, "+");
    const [id, , encoded] = partition(rest, "+");
    const bytes = bytesOf(encoded);
    const kind = bytes[0];
    if (!name || bytes.length !== 33 || ![LOG, WITNESS].includes(kind)) throw new Unreadable();
    if (hex((await sha256(joined(utf8.encode(`${name}\n`), bytes))).slice(0, 4)) !== id) throw new Unreadable();
    return { name, id, kind, key: await crypto.subtle.importKey("raw", bytes.slice(1), "Ed25519", false, ["verify"]) };
  }

  // --- what holds
  async function rootFrom(leaf, { index, size, hashes }) {
    let at = index, last = size - 1n, reached = leaf;
    if (index >= size) return null;
    for (const beside of hashes) {
      if (last === 0n) return null;
      if (at % 2n || at === last) {
        reached = await node(beside, reached);
        while (at && at % 2n === 0n) [at, last] = [at >> 1n, last >> 1n];
      } else reached = await node(reached, beside);
      [at, last] = [at >> 1n, last >> 1n];
    }
    return last === 0n ? reached : null;
  }
  async function holds(key, body, line) {
    let signed = body, signature = line.signature, at = null;
    if (key.kind === WITNESS) {
      if (signature.length !== 72) return false;
      at = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
      [signed, signature] = [`cosignature/v1\ntime ${at}\n${body}`, signature.slice(8)];
    }
    const valid = signature.length === 64 && at !== 0n && await crypto.subtle.verify("Ed25519", key.key, signature, utf8.encode(signed));
    return valid && { at: at === null ? "" : inChina(new Date(Number(at) * 1000)) };
  }
  const isOf = (line, key) => line.name === key.name && line.id === key.id;

  function entryIn(bytes) {
    try {
      const entry = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
      return typeof entry.type === "string" && typeof entry.recorded_at === "string" ? entry : null;
    } catch { return null; }
  }
  async function ofEntry(handedIn, proof, entry, read) {
    const found = [];
    if (!entry) found.push(["bad", "entry_missing"]);
    else if (proof.extra && !same(proof.extra, entry)) found.push(["bad", "entry_twice"]);
    else if (!read) found.push(["bad", "entry_unreadable"]);
    const digest = read?.payload_sha256;
    if (handedIn.payload)
      found.push(hex(await sha256(handedIn.payload)) === digest ? ["ok", "payload_holds"] : ["bad", "payload_broken"]);
    else if (digest !== undefined) found.push(["none", "payload_elsewhere"]);
    return found;
  }
  async function ofPath(proof, entry) {
    const root = await rootFrom(await sha256(prefixed(0, entry)), proof);
    return root && same(root, proof.root) ? ["ok", "path_holds"] : ["bad", "path_broken"];
  }
  async function ofSignature(proof, keys) {
    const told = { origin: proof.origin, size: String(proof.size) };
    const names = [];
    for (const line of proof.lines)
      for (const key of keys.filter((one) => one.kind === LOG && isOf(line, one))) {
        if (!await holds(key, proof.body, line)) return ["bad", "signature_broken", told];
        names.push(key.name);
      }
    if (!names.length) return ["bad", "signature_unknown", told];
    return names.includes(proof.origin) ? ["ok", "signature_holds", told] : ["bad", "signature_of_another", told];
  }
  async function ofWitnesses(proof, keys) {
    const found = [];
    for (const line of proof.lines)
      for (const key of keys.filter((one) => one.kind === WITNESS && isOf(line, one))) {
        const held = await holds(key, proof.body, line);
        found.push(held ? ["ok", "witness_holds", { name: key.name, ...held }] : ["bad", "witness_broken", { name: key.name }]);
      }
    const unknown = proof.lines.filter((line) => !keys.some((key) => isOf(line, key))).map((line) => line.name);
    if (unknown.length) found.push(["none", "witness_unknown", { names: [...new Set(unknown)].join("、") }]);
    else if (!found.length) found.push(["none", "no_witness"]);
    return found;
  }
  async function checked(given, keysGiven) {
    const keys = await keysIn(keysGiven), handedIn = receiptIn(given);
    let proof;
    try { proof = proofIn(handedIn.proof); } catch { return { parts: [["bad", "proof_unreadable"]] }; }
    const entry = handedIn.entry ?? proof.extra, read = entry && entryIn(entry);
    const parts = [
      await ofSignature(proof, keys),
      ...await ofEntry(handedIn, proof, entry, read),
      ...(entry ? [await ofPath(proof, entry)] : []),
      ...await ofWitnesses(proof, keys),
    ];
    const told = { index: String(proof.index), size: String(proof.size), origin: proof.origin };
    if (read) Object.assign(told, { event: read.type, recorded_at: inChina(new Date(read.recorded_at)) });
    return { parts, told, entry: entry ? new TextDecoder().decode(entry) : "" };
  }

  // --- what is said of it
  const byId = (id) => document.getElementById(id);
  function whatToDo(code) {
    if (code.startsWith("signature")) return "then_signature";
    return code.startsWith("witness") ? "then_witness" : "then_content";
  }
  function show({ parts, told, entry }) {
    const broken = parts.find(([state]) => state === "bad");
    byId("said").textContent = broken ? sentence("broken", { part: sentence(broken[1], broken[2]) }) : sentence("stands", told);
    byId("then").textContent = sentence(broken ? whatToDo(broken[1]) : "then_stands");
    byId("by").textContent = sentence("by_browser");
    byId("parts").replaceChildren(...parts.map(([state, code, facts]) => {
      const line = document.createElement("li");
      line.className = CLASSES[state];
      line.textContent = sentence(code, facts);
      return line;
    }));
    byId("whole").hidden = Boolean(broken);
    byId("event").textContent = broken ? "" : told.event;
    byId("entry").textContent = broken ? "" : entry;
    byId("verdict").className = `says ${broken ? "late" : "done"}`;
    byId("verdict").hidden = false;
    byId("errors").hidden = true;
  }
  function refuse(code) {
    byId("verdict").hidden = true;
    byId("wrong").textContent = sentence(code);
    byId("wrong").href = code.includes("key") ? "#keys" : "#receipt";
    if (code.includes("key")) form.elements.keys.closest("details").open = true;
    byId("errors").hidden = false;
  }
  let able;
  async function look() {
    able ??= Promise.resolve(globalThis.crypto?.subtle?.generateKey("Ed25519", false, ["sign", "verify"])).catch(() => null);
    if (!await able) {
      refuse("no_ed25519");
      return byId("errors");
    }
    try {
      const file = form.elements.file.files[0];
      show(await checked(file ? await textOf(file) : field.value, form.elements.keys.value));
      return byId("verdict");
    } catch (error) {
      if (!(error instanceof NotAReceipt)) throw error;
      refuse(error.message);
      return byId("errors");
    }
  }
  async function textOf(file) {
    if (file.size > Number(form.dataset.most)) throw new NotAReceipt("too_long");
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    } catch { throw new NotAReceipt("no_text"); }
  }

  form.addEventListener("submit", async (event) => {
    if (event.submitter === byId("by-site")) return;
    event.preventDefault();
    (await look()).focus();
  });
  field.addEventListener("dragover", (event) => event.preventDefault());
  field.addEventListener("drop", async (event) => {
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    form.elements.file.value = "";
    try { field.value = await textOf(file); } catch (error) { return refuse(error.message); }
    await look();
  });
  byId("by-site").hidden = false;
  if (field.value.trim()) look(); // the site has said what it found; so does this browser
})();
