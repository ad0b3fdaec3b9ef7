// Moves through the rows of a list by keys, and presses what carries `data-key`. Without it each row is a link, each act a link or a button.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.matches("input, select, textarea")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const rows = [...document.querySelectorAll(".waiting tbody tr")];
  const here = rows.findIndex((row) => row.hasAttribute("aria-current"));
  const next = { j: here + 1, k: here - 1 }[event.key];
  if (next !== undefined) {
    if (!rows[next]) return;
    rows[here]?.removeAttribute("aria-current");
    rows[next].setAttribute("aria-current", "true");
    rows[next].querySelector("a").focus();
    event.preventDefault();
    return;
  }
  const what = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!what) return;
  event.preventDefault();
  if (what.matches("input")) what.focus();
  else what.click();
});
