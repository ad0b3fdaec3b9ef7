// Says below a long text how many characters are left, as the server counts them; aloud where few are, and after a pause.
"use strict";
{
  const FEW = 500, PAUSE = 1000;
  const number = new Intl.NumberFormat(document.documentElement.lang === "fr" ? "fr-CA" : "en-CA");
  for (const text of document.querySelectorAll("textarea[data-most]")) {
    const shown = document.createElement("p"), aloud = document.createElement("p");
    let timer = 0;
    const count = () => {
      const left = Number(text.dataset.most) - [...text.value.normalize("NFC").trim()].length;
      const said = left < 0 ? text.dataset.over : text.dataset.left;
      shown.textContent = said.replace("{n}", number.format(Math.abs(left)));
      clearTimeout(timer);
      if (left < FEW) timer = setTimeout(() => { aloud.textContent = shown.textContent; }, PAUSE);
    };
    shown.className = "hint";
    shown.setAttribute("aria-hidden", "true");
    aloud.className = "visually-hidden";
    aloud.setAttribute("role", "status");
    text.after(shown, aloud);
    text.addEventListener("input", count);
    count();
  }
}
