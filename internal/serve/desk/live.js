// The preview's script: it keeps the page as the files are, and lays over it what is wrong with them.
"use strict";
(() => {
  const script = document.currentScript;
  const page = script.dataset.page || "";
  let shown = script.dataset.shown || "";
  let styles = script.dataset.styles || "";
  const desk = "/_desk/";

  // A page that was reloaded is shown where it was.
  const kept = "briefing-scroll " + location.pathname;
  const place = sessionStorage.getItem(kept);
  if (place) {
    sessionStorage.removeItem(kept);
    const [x, y] = place.split(" ").map(Number);
    const back = () => window.scrollTo({ left: x, top: y, behavior: "instant" });
    back();
    addEventListener("load", back, { once: true });
  }
  const reload = () => {
    sessionStorage.setItem(kept, scrollX + " " + scrollY);
    location.reload();
  };

  // What the preview adds lives in a shadow tree, where the site's style doesn't reach it, nor its own the site.
  const host = document.createElement("briefing-desk");
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = '<link rel="stylesheet" href="/_desk/live.css"><div class="faults" role="alert" hidden></div><nav class="corner" aria-label="Desk"></nav>';
  const faults = root.querySelector(".faults");
  const corner = root.querySelector(".corner");
  document.documentElement.append(host);

  const make = (tag, className, text) => {
    const e = document.createElement(tag);
    if (className) e.className = className;
    if (text !== undefined) e.textContent = text;
    return e;
  };
  const place_ = (said) => {
    const where = said.open ? make("a", "where", said.where) : make("span", "where", said.where);
    if (said.open) where.href = said.open;
    return where;
  };
  const remark = (said) => {
    const e = make("section", "remark " + said.severity);
    const head = make("h3", "", said.message + " ");
    head.append(make("code", "id", said.id));
    e.append(head);
    if (said.where) e.append(place_(said));
    if (said.marked || said.before) {
      const pre = make("pre");
      pre.append(make("span", "number", said.line + " │ "), said.before || "", make("mark", "", said.marked || " "), said.after || "");
      e.append(pre);
    }
    if (said.hint) e.append(make("p", "hint", "hint: " + said.hint));
    return e;
  };
  const hide = () => { faults.hidden = true; };
  const showFaults = (list) => {
    faults.replaceChildren();
    faults.hidden = list.length === 0;
    if (faults.hidden) return;
    const bar = make("header");
    bar.append(make("h2", "", list.length === 1 ? "1 error" : list.length + " errors"), make("p", "", "The site is shown as it last was right."));
    const close = make("button", "close", "Hide (Esc)");
    close.addEventListener("click", hide);
    bar.append(close);
    faults.append(bar, ...list.map(remark));
  };
  addEventListener("keydown", (e) => { if (e.key === "Escape") hide(); });

  // What a build leaves out is marked, here and wherever a link leads to it.
  const drafts = (script.dataset.drafts || "").split(" ").filter(Boolean);
  for (const link of drafts.length ? document.querySelectorAll("a[href]") : []) {
    if (!drafts.includes(link.pathname)) continue;
    link.title = "Draft: a build leaves it out";
    link.style.outline = "1px dashed currentcolor";
    link.style.outlineOffset = "2px";
  }

  const showCorner = (counts) => {
    const link = make("a", "", "Desk");
    link.href = desk;
    for (const kind of ["error", "warning"]) {
      if (counts[kind]) link.append(make("span", "count " + kind, counts[kind] + " " + kind + (counts[kind] > 1 ? "s" : "")));
    }
    corner.replaceChildren(link);
    if (drafts.includes(location.pathname)) corner.prepend(make("span", "draft-note", "Draft: a build leaves it out"));
    dispatchEvent(new CustomEvent("briefing-corner", { detail: corner }));
  };

  // A stylesheet is exchanged once the new one is there, so that the page never stands bare.
  const swap = (paths) => {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const at = link.href.lastIndexOf("/assets/");
      if (at < 0) continue;
      const plain = link.href.slice(at + 1).replace(/\.[0-9a-f]{8}\.css$/, ".css");
      const to = paths[plain];
      if (!to || link.href.endsWith(to)) continue;
      const next = link.cloneNode();
      next.href = link.href.slice(0, at + 1) + to;
      next.addEventListener("load", () => link.remove(), { once: true });
      link.after(next);
    }
  };

  let wait = 250;
  const listen = () => {
    const q = new URLSearchParams({ page, shown, styles });
    const source = new EventSource(desk + "events?" + q);
    source.onopen = () => { wait = 250; host.dataset.live = "yes"; };
    source.onmessage = (m) => {
      const e = JSON.parse(m.data);
      switch (e.kind) {
        case "hello": briefingDesk.token = e.token || ""; break;
        case "reload": source.close(); reload(); break;
        case "goto": source.close(); location.replace(e.url + location.hash); break;
        case "styles": styles = e.hash; swap(e.styles); break;
        case "said": showFaults(e.said || []); showCorner(e.counts || {}); break;
        case "desk": dispatchEvent(new Event("briefing-desk")); break;
      }
    };
    source.onerror = () => { // the server may be starting again
      host.dataset.live = "no";
      source.close();
      setTimeout(listen, wait);
      wait = Math.min(wait * 2, 4000);
    };
    addEventListener("pagehide", () => source.close(), { once: true });
  };
  addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });

  window.briefingDesk = { page, token: script.dataset.token || "", root, make, place: place_, remark, desk };
  listen();
})();
