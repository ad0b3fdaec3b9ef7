// Adds a row to a question that is answered in rows, and removes one, without loading the page. Without it, the buttons do so.
"use strict";
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=_add_row], button[name=_remove_row]");
  if (!button) return;
  event.preventDefault();
  const several = button.closest(".several"), name = several.id.replace("id_", "");
  const rows = () => [...several.querySelectorAll(":scope > .row")];
  const placeOf = (row) => row.querySelector("[name=_remove_row]").value;

  // An empty one like it, under another number; of its markup, since a copy would hold what is typed.
  function another(row, number) {
    const whole = document.createElement("template"), before = placeOf(row), after = `${name}-${number}`;
    whole.innerHTML = row.outerHTML;
    const made = whole.content.firstElementChild;
    made.querySelectorAll(".error").forEach((one) => one.remove());
    for (const one of made.querySelectorAll("*")) {
      one.classList.remove("errors");
      one.removeAttribute("aria-invalid");
      if (one.matches("input:not([type=radio], [type=checkbox])")) one.setAttribute("value", "");
      if (one.matches("textarea")) one.textContent = "";
      for (const at of ["checked", "selected"]) one.removeAttribute(at);
      for (const at of ["id", "name", "for", "value", "aria-describedby"]) {
        if (one.hasAttribute(at)) one.setAttribute(at, one.getAttribute(at).replace(/\S+_error/, "").replaceAll(before, after));
      }
    }
    return made;
  }

  function numbered() {
    rows().forEach((row, n) => {
      row.id = `${several.id}-${n + 1}`;
      for (const said of row.querySelectorAll(":scope > legend, :scope > button span")) {
        said.textContent = said.textContent.replace(/\d+(?=\s*$)/, n + 1);
      }
    });
    const add = several.querySelector("[name=_add_row]");
    add.hidden = rows().length >= Number(several.dataset.most);
    add.setAttribute("formaction", `#${several.id}-${rows().length + 1}`);
  }

  const last = rows().at(-1), gone = button.closest(".row"), one = gone ? rows().indexOf(gone) : rows().length;
  if (!gone || rows().length === 1) {
    last.after(another(last, 1 + Math.max(...rows().map((row) => Number(placeOf(row).split("-").at(-1))))));
  }
  gone?.remove();
  numbered();
  rows()[Math.min(one, rows().length - 1)].querySelector("input, select, textarea").focus();
  several.dispatchEvent(new Event("change", { bubbles: true }));
});
