// The pages of the desk: orders to write.
"use strict";
(() => {
  const status = document.querySelector(".receipt");
  const last = sessionStorage.getItem("briefing-receipt");
  if (last) {
    sessionStorage.removeItem("briefing-receipt");
    status.textContent = last;
    status.className = "receipt done";
  }
  const order = async (body) => {
    const answer = await fetch("/_desk/write", { method: "POST", headers: { "X-Briefing-Token": briefingDesk.token, "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const receipt = await answer.json();
    status.textContent = receipt.said;
    status.className = "receipt " + (receipt.error ? "failed" : "done");
    if (!receipt.error) sessionStorage.setItem("briefing-receipt", receipt.said);
  };
  document.addEventListener("submit", (e) => {
    const form = e.target.closest("form.order");
    if (!form) return;
    e.preventDefault();
    order({ ...form.dataset, ...Object.fromEntries(new FormData(form)) });
  });
  document.querySelector(".undo").addEventListener("click", () => order({ verb: "undo" }));

  // What has changed shows, unless the editor is writing.
  addEventListener("briefing-desk", () => {
    const busy = document.activeElement && document.activeElement.matches("input, select");
    if (!busy) location.reload();
  });
})();
