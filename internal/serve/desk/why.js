// On a document's page: why something is marked, and what to do about it.
"use strict";
(() => {
  const { page, root, make, desk } = briefingDesk;
  if (!/^documents\/[^/]+\/index\.html$/.test(page)) return;
  let on = false;
  let box = null;
  const toggle = make("button", "", "Explain");
  toggle.type = "button";
  toggle.title = "Select a name or a date to see why it is marked (Alt+click does, too)";
  toggle.setAttribute("aria-pressed", "false");
  toggle.addEventListener("click", () => {
    on = !on;
    toggle.setAttribute("aria-pressed", String(on));
    if (!on) close();
  });
  const corner = root.querySelector(".corner");
  const put = () => { if (!toggle.isConnected) corner.prepend(toggle); };
  put();
  addEventListener("briefing-corner", put);

  const close = () => { if (box) box.remove(); box = null; };
  addEventListener("keydown", (e) => { if (e.key === "Escape") close(); });
  const words = (e) => e.textContent.trim().replace(/\s+/g, " ");
  const kindOf = (e) => (e.matches("a.m") ? "mention" : "date");

  // The sentence that holds an element, all its parts, and the number of the element among its like there.
  const locate = (e) => {
    let part = e.closest(".s");
    const parts = [...document.querySelectorAll("main .s")];
    let i = parts.indexOf(part);
    while (i > 0 && !parts[i].id) i--;
    if (i < 0 || !parts[i].id) return null;
    let n = 0;
    for (let k = i; k < parts.length && (k === i || !parts[k].id); k++) {
      for (const other of parts[k].querySelectorAll(marks)) {
        if (other === e) return { sentence: parts[i].id, n };
        if (kindOf(other) === kindOf(e) && words(other) === words(e)) n++;
      }
    }
    return null;
  };
  const marks = "a.m, .timex";

  const order = async (body, status) => {
    const answer = await fetch(desk + "write", { method: "POST", headers: { "X-Briefing-Token": briefingDesk.token, "Content-Type": "application/json" }, body: JSON.stringify({ page, ...body }) });
    const receipt = await answer.json();
    status.textContent = receipt.said;
    status.className = receipt.error ? "failed" : "done";
  };
  const button = (label, act) => {
    const b = make("button", "", label);
    b.type = "button";
    b.addEventListener("click", act);
    return b;
  };

  const explain = async (e) => {
    const at = locate(e);
    if (!at) return;
    const kind = kindOf(e);
    const answer = await fetch(desk + "why?" + new URLSearchParams({ page, kind, text: words(e), ...at }));
    if (!answer.ok) return;
    const r = await answer.json();
    close();
    box = make("section", "why");
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", "Why");
    box.append(make("h3", "", "“" + r.text + "” → " + (r.name || r.value || "nothing known")));
    box.append(make("p", "", r.why));
    if (r.flags) box.append(make("p", "failed", r.flags.join(", ")));
    const links = make("p");
    const link = (label, href) => { const a = make("a", "", label); a.href = href; links.append(a, " "); };
    if (r.open) link("clipping, line " + r.line, r.open);
    if (r.declared) link("declaration", r.declared);
    box.append(links);
    const status = make("p");
    status.setAttribute("role", "status");
    if (briefingDesk.token && kind === "mention") {
      const form = make("form");
      form.append(button("Not here", () => order({ verb: "unlink", text: r.text, entity: r.entity, line: r.line }, status)));
      form.append(button("Nowhere in this clipping", () => order({ verb: "unlink", text: r.text, entity: r.entity }, status)));
      const select = make("select");
      select.setAttribute("aria-label", "Entity");
      for (const x of r.entities || []) {
        const option = make("option", "", x.name);
        option.value = x.id;
        option.selected = x.id === r.entity;
        select.append(option);
      }
      form.append(select, button("It is this", () => order({ verb: "link", text: r.text, entity: select.value, line: r.line }, status)));
      box.append(form);
    }
    if (briefingDesk.token && kind === "date") {
      const meant = make("form");
      const value = make("input");
      value.value = r.value || "";
      value.size = 12;
      value.setAttribute("aria-label", "Date, as EDTF");
      const date = (to) => order({ verb: "date", text: r.text, line: r.line, date: to }, status);
      meant.append("These words mean", value, button("Correct the date", () => date(value.value)), button("Not a date", () => date("ignore")));
      box.append(meant);
      const form = make("form");
      const input = make("input");
      input.value = r.published || "";
      input.size = 12;
      input.setAttribute("aria-label", "Published, as EDTF");
      form.append("The document was published on", input, button("Correct", () => order({ verb: "publish", date: input.value }, status)));
      if (r.basis) form.append(make("small", "", r.basis));
      box.append(form);
    }
    if (briefingDesk.token) box.append(button("Take back", () => order({ verb: "undo" }, status)));
    box.append(status);
    root.append(box);
    const place = e.getBoundingClientRect();
    box.style.left = Math.max(8, Math.min(scrollX + place.left, scrollX + document.documentElement.clientWidth - box.offsetWidth - 8)) + "px";
    box.style.top = scrollY + place.bottom + 6 + "px";
    const first = box.querySelector("button, a, input");
    if (first) first.focus();
  };
  document.addEventListener("click", (e) => {
    if (e.target === briefingDesk.root.host) return;
    const mark = e.target.closest && e.target.closest(marks);
    if (mark && mark.closest(".s") && (on || e.altKey)) {
      e.preventDefault();
      explain(mark);
    } else {
      close();
    }
  });
  // Whoever selects the words of a mark means it, too.
  document.addEventListener("mouseup", () => {
    const s = getSelection();
    if (!on || !s || s.isCollapsed) return;
    const at = s.anchorNode && (s.anchorNode.nodeType === 1 ? s.anchorNode : s.anchorNode.parentElement);
    const mark = at && at.closest(marks);
    if (mark && mark.closest(".s")) explain(mark);
  });
})();
