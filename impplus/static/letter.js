// Keeps the letter beside a decision as the decision is filled in. Without it, a button shows it so.
"use strict";
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
