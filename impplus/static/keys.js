// Does by a key what a link, a button or a field of the page does: `data-keys` of the script says which key stands for which act, `data-act` what does it.
// Without it, and where an officer turned the keys off, each act is a link or a button all the same.
"use strict";
{
  const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

  const ACTS = JSON.parse(document.currentScript.dataset.keys);
  const NAMED = Object.fromEntries(Object.values(ACTS).map((act) => [act, true]));

  // What a key does: a function of the page, by its act or the key itself where keys work at all; else what is pressed in its place.
  function doing(key) {
    const act = ACTS[key] ?? (Object.keys(ACTS).length ? key : "");
    return window.actsHere?.[act] ?? pressed(act);
  }

  // Of several that do one act, such as the buttons of each finding, the one where the focus is, or that is in sight; in a list
  // that of the row at hand alone.
  function pressed(act) {
    const found = act in NAMED ? [...document.querySelectorAll(`[data-act="${act}"]`)] : [];
    const here = document.activeElement.closest(".weigh");
    const inRow = found.find((each) => each.closest("[aria-current=true]") || here?.contains(each));
    return inRow ?? found.find((each) => !each.closest("tr[data-row]") && (each.hidden || each.checkVisibility()));
  }

  function press(what) {
    if (typeof what === "function") what();
    else if (what?.matches("textarea, input:not([type=checkbox])")) what.focus();
    else what?.click();
  }

  // One box for all of a page, which has a box in each row; it is there with this script alone.
  for (const all of document.querySelectorAll("[data-all]")) {
    all.closest("[hidden]").hidden = false;
    all.addEventListener("change", () => {
      for (const each of document.querySelectorAll(`[data-act="${all.dataset.all}"]`)) each.checked = all.checked;
    });
  }

  // To the next row of a list, or the one before.
  document.addEventListener("click", (event) => {
    const by = Number(event.target.dataset.rows);
    if (!by) return;
    event.preventDefault();
    const rows = [...document.querySelectorAll(".waiting tbody tr")];
    const here = rows.findIndex((row) => row.hasAttribute("aria-current")), next = rows[Math.max(here + by, 0)];
    if (!next) return;
    rows[here]?.removeAttribute("aria-current");
    next.setAttribute("aria-current", "true");
    next.querySelector("a").focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches(TYPING)) {
      if (event.key === "Escape") event.target.blur();
    } else if (doing(event.key)) {
      event.preventDefault();
      // What is pressed while a page changes waits, and is about what then stands there.
      Promise.resolve(window.settled).then(() => press(doing(event.key)));
    }
  });
}
