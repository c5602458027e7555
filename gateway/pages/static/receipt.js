// Fetches the receipt with the code that was typed, and shows it in place of the form. The code goes in a header: an address
// would stay in the browser's history and in the logs of whoever stands between.
"use strict";
(() => {
  const form = document.getElementById("code");
  const said = form.querySelector("[role=status]");

  form.hidden = false; // without this script it would send the code in an address

  async function receiptWith(header, code) {
    return fetch(`${location.pathname}?as=html`, { headers: { [header]: code }, credentials: "same-origin", cache: "no-store" });
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = "";
    const code = form.elements.code.value.trim().replace(/[^\x21-\x7e]/g, "");
    try {
      let answer = await receiptWith("Tracking-Code", code);
      if (answer.status === 404) answer = await receiptWith("Participant-Code", code);
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        document.documentElement.replaceWith(document.importNode(page.documentElement, true));
        return;
      }
      said.textContent = answer.status === 404 ? said.dataset.wrong : said.dataset.later;
    } catch {
      said.textContent = said.dataset.later;
    }
  });
})();
