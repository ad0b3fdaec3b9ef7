// The page of a file without loading it anew: panes are put in place of those that stand.
// Without it each act is a link or a button, and the page comes whole.
"use strict";
{
  const PANES = ["title", "gist", "documents", "viewer", "findings", "notes"];
  const one = (id) => document.getElementById(id);
  let sheet = 1, watch = null;
  window.settled = Promise.resolve(); // keys.js waits for it

  // Puts the panes of an answer in place of those that stand; the focus stays where it was, or goes to the heading that replaced it.
  function replace(text, address, kept) {
    const page = new DOMParser().parseFromString(text, "text/html");
    if (!page.getElementById("viewer")) return false;
    const hand = "#viewer > [name=document]"; // looked at goes on to the next document, whose pages are not those shown
    kept = kept && page.querySelector(hand)?.value === document.querySelector(hand)?.value;
    const focus = document.activeElement?.id, pane = document.activeElement?.closest(".panes > *")?.id;
    const scrolled = Object.fromEntries(PANES.map((id) => [id, one(id)?.scrollTop ?? 0]));
    const open = document.querySelector("details.finding[open] > div")?.id, same = kept && sheet, typed = one("note")?.value;
    const moved = address.hash.slice(1);
    for (const id of PANES) {
      const now = page.getElementById(id), before = one(id);
      if (now && before && now.outerHTML !== before.outerHTML && !(kept && id === "viewer")) before.replaceWith(document.adoptNode(now));
      if (one(id)) one(id).scrollTop = scrolled[id];
    }
    if (kept) setTicked(page);
    history.replaceState(null, "", address.pathname + address.search);
    if (kept && open && one(open)) one(open).parentElement.open = true;
    if (typed && one("note") && !moved.startsWith("notes")) one("note").value = typed;
    watched(same || Number(/^page-(\d+)$/.exec(moved)?.[1] ?? 1));
    const next = one(focus) ?? one(`summary-${focus?.split("-").slice(1).join("-")}`) ?? one(pane);
    next?.focus({ preventScroll: true });
    return true;
  }

  // The pages that are shown stay as they are after an act; only whether the document is looked at changes.
  function setTicked(page) {
    const now = page.getElementById("tick-at-hand"), before = one("tick-at-hand");
    if (now && before) before.replaceWith(document.adoptNode(now));
  }

  // One after the other: what is pressed meanwhile waits for the panes that it is about.
  function load(url, options, kept) {
    window.settled = window.settled.then(() => fetched(url, options, kept));
    return window.settled;
  }

  async function fetched(url, options, kept) {
    try {
      const answer = await fetch(url, options);
      const address = new URL(answer.url);
      address.hash ||= new URL(url, location).hash;
      if (!answer.ok || !replace(await answer.text(), address, kept)) throw new Error(answer.statusText);
    } catch {
      if (options) options.fallback(); else location.href = url;
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-pane]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    load(link.href);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target, by = event.submitter;
    const note = form.closest("#notes");
    if (!(note || form.id === "acts") || event.defaultPrevented) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, by));
    const fallback = () => { HTMLFormElement.prototype.submit.call(plain(form, by, body)); };
    load(by?.formAction && form.id === "acts" ? by.formAction : form.action, { method: "POST", body, fallback }, true)
      .then(() => { if (note) one("note").form.reset(); });
  });

  // The same press the ordinary way, so that the server says what is wrong.
  function plain(form, by, body) {
    const made = document.createElement("form");
    made.method = "post";
    made.action = by?.formAction && form.id === "acts" ? by.formAction : form.action;
    for (const [name, value] of body) made.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    document.body.append(made);
    return made;
  }

  // Which page is in sight: that is the one that proves, and the keys go from it.
  function watched(first) {
    watch?.disconnect();
    const root = document.querySelector(".sheets"), pages = [...document.querySelectorAll(".sheets figure")];
    if (!root) return;
    const seen = new Map();
    watch = new IntersectionObserver((entries) => {
      for (const entry of entries) seen.set(entry.target, entry.isIntersecting ? entry.intersectionRect.height : 0);
      const most = [...seen].reduce((best, now) => (now[1] > best[1] ? now : best), [null, 0]);
      if (most[0]) at(pages.indexOf(most[0]) + 1);
    }, { root, threshold: [0, .25, .5, .75, 1] });
    pages.forEach((page) => watch.observe(page));
    if (first > 1 && pages[first - 1]) { pages[first - 1].scrollIntoView({ block: "start" }); }
    at(Math.min(first, pages.length));
  }

  function at(number) {
    sheet = number;
    const last = document.querySelectorAll(".sheets figure").length;
    if (one("sheet")) one("sheet").value = number;
    one("next-page")?.setAttribute("href", `#page-${Math.min(number + 1, last)}`);
    one("page-before")?.setAttribute("href", `#page-${Math.max(number - 1, 1)}`);
    // The next page is fetched before it is asked for.
    document.querySelector(`#page-${number + 1} img[loading=lazy]`)?.removeAttribute("loading");
  }

  document.addEventListener("change", (event) => {
    if (event.target.id === "sheet") one(`page-${event.target.value}`)?.scrollIntoView({ block: "start" });
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#next-page, #page-before");
    if (!link) return;
    event.preventDefault();
    const place = link.getAttribute("href").slice(1);
    one(place)?.scrollIntoView({ block: "start" });
    at(Number(place.split("-")[1]));
  });

  document.addEventListener("click", (event) => {
    if (!("nextFinding" in event.target.dataset)) return;
    event.preventDefault();
    const all = [...document.querySelectorAll("details.finding")];
    const place = all.findIndex((each) => each.open), next = all[(place + 1) % all.length];
    if (!next) return;
    next.open = true;
    next.querySelector("summary").focus();
    next.scrollIntoView({ block: "nearest" });
  });

  watched(Number(/^#page-(\d+)$/.exec(location.hash)?.[1] ?? 1));
}
