// The page of a decision: the letter and the document beside it, and its keys. Each part works without the others.
"use strict";

// Keeps the letter beside a decision as the decision is filled in. Without it, a button shows it so.
{
  const form = document.getElementById("form"), place = document.getElementById("letter"), PAUSE = 700;
  let timer = 0, asked = null;

  async function show() {
    const body = new URLSearchParams(new FormData(form));
    body.set("_redisplay", "1");
    body.set("_letter", "1");
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(location.href, { method: "POST", body, redirect: "error", signal: asked.signal });
      if (answer.ok) place.innerHTML = await answer.text();
    } catch {
      // What is filled in next asks again.
    }
  }

  function soon(pause) {
    clearTimeout(timer);
    timer = setTimeout(show, pause);
  }

  form.addEventListener("input", () => soon(PAUSE));
  form.addEventListener("change", () => soon(50));
  document.querySelector("[data-without-script]").hidden = true;
}

// Shows beside a decision the page of a document that proves an answer, or should. Without it, the link opens the document in the file.
{
  const place = document.getElementById("beside"), title = place.querySelector("h2"), picture = place.appendChild(new Image());

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-sheet]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    title.textContent = picture.alt = link.textContent;
    picture.src = `${link.dataset.sheet}?large`;
    place.querySelector("a").href = link.href;
    place.hidden = false; // the focus stays where the work is
    link.scrollIntoView({ block: "nearest" });
  });

  place.querySelector("[data-close]").addEventListener("click", () => { place.hidden = true; });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.target.matches("textarea")) place.hidden = true; });
}

// On the page of a decision a key goes to the next finding or to a person, says what is found there, or what is decided of the person
// (static/keys.js reads which key). Without it each of them is chosen by Tab, the arrows and the space bar.
{
  const table = document.querySelector(".matrix");
  const rows = () => [...table.querySelectorAll("tbody tr")].filter((row) => row.querySelector(".weigh, .of") && row.checkVisibility());
  const at = () => document.activeElement.closest(".matrix td");
  let column = 1; // of the person at hand, also in a row that is not about that person

  // The cell of a person in a row, or the nearest one that has something to choose.
  function cell(row, wanted) {
    const filled = [...row.cells].filter((one) => one.querySelector(".weigh, .of"));
    return filled.find((one) => one.cellIndex === wanted) ?? filled[0];
  }

  function go(to) {
    if (!to) return;
    const kept = column;
    (to.querySelector(".choices :checked") ?? to.querySelector(".choices input")).focus();
    column = kept;
    to.closest("tr").scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = rows(), here = all.indexOf(at()?.closest("tr"));
    const next = here < 0 ? all[0] : all[Math.min(Math.max(here + by, 0), all.length - 1)];
    go(cell(next, column));
  }

  function person(number) {
    column = number;
    go(cell(at()?.closest("tr") ?? rows()[0], number));
  }

  // What is found where the focus is; where it is nowhere, the first press goes to the first finding.
  function found(value) {
    const one = at()?.querySelector(`.weigh .choices [value=${value}]`);
    one?.click();
    one?.focus(); // the reason is the next stop
    if (!at()) go(cell(rows()[1] ?? rows()[0], column));
  }

  function decided(value) {
    cell(table.querySelector(".outcome tr"), column)?.querySelector(`.choices [value=${value}]`)?.click();
  }

  table.addEventListener("focusin", (event) => {
    const one = event.target.closest("td");
    if (one && !one.closest(".whole, .all")) column = one.cellIndex;
  });
  // Out of a reason, back to what it is about.
  table.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !event.target.matches("textarea")) return;
    event.stopPropagation();
    go(event.target.closest("td"));
  });
  window.actsHere = {
    next_page: () => step(1), page_before: () => step(-1),
    met: () => found("yes"), not_met: () => found("no"),
    approve_one: () => decided("approve"), refuse_one: () => decided("refuse"), later_one: () => decided("later"),
    ...Object.fromEntries([..."123456789"].map((digit) => [digit, () => person(Number(digit))])),
  };
}
