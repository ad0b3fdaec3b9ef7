// Shows beside a decision the page of a document that proves an answer, or should. Without it, the link opens the document in the file.
"use strict";
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
