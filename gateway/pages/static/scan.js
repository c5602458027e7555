// Where the browser reads codes by itself, a participant's code may be scanned; typing it does the same.
"use strict";
(() => {
  const button = document.getElementById("scan");
  if (!button || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  const seen = document.getElementById("seen");
  const said = document.getElementById("said");
  button.hidden = false;

  async function look(detector, stream) {
    const found = (await detector.detect(seen))[0];
    if (!found) return setTimeout(() => look(detector, stream), 250);
    stream.getTracks().forEach((track) => track.stop());
    seen.hidden = true;
    said.value = found.rawValue;
    said.form.requestSubmit();
  }

  button.addEventListener("click", async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      seen.srcObject = stream;
      seen.hidden = false;
      await seen.play();
      look(new BarcodeDetector({ formats: ["qr_code"] }), stream);
    } catch {
      button.hidden = true;
      said.focus();
    }
  });
})();
