// Says by the clock of the device until when somebody stays signed in, warns five minutes before, and makes it longer without
// loading the page anew, so that a file that was chosen stays. Without it, the button sends the page to be shown again.
"use strict";
const bar = document.querySelector("[data-session]");
const said = bar.querySelector("[role=alert]");
const EARLY = 300_000;
let end = Date.now() + Number(bar.dataset.session) * 1000;
let timers = [];

// For autosave.js, too: “2:03 pm”, « 14 h 3 ».
function clockOf(at) {
  const french = document.documentElement.lang === "fr";
  const parts = new Intl.DateTimeFormat(french ? "fr-CA" : "en-CA", { hour: "numeric", minute: "2-digit", hourCycle: french ? "h23" : "h12" });
  const one = Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, part.value]));
  if (french) return `${Number(one.hour)}\u00a0h${one.minute === "00" ? "" : `\u00a0${one.minute}`}`;
  return `${one.hour}:${one.minute}\u00a0${one.dayPeriod.replaceAll(".", "").toLowerCase()}`;
}

function say(which) {
  said.textContent = which ? said.dataset[which] : "";
  said.hidden = !which;
}

function begin(seconds) {
  end = Date.now() + seconds * 1000;
  bar.querySelector("time").textContent = bar.dataset.yours.replace("{time}", clockOf(new Date(end)));
  timers.forEach(clearTimeout);
  timers = [setTimeout(() => say("soon"), Math.max(0, seconds * 1000 - EARLY)), setTimeout(() => say("over"), seconds * 1000)];
}

bar.querySelector("button, a").addEventListener("click", async (event) => {
  event.preventDefault();
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  try {
    const answer = await fetch(bar.dataset.prolong, { method: "POST", headers: { "X-CSRFToken": token }, redirect: "error" });
    if (!answer.ok) throw new Error(answer.statusText);
    say("");
    begin((await answer.json()).seconds);
  } catch {
    say("failed");
  }
});
// Whatever the page saves by itself makes it longer, too.
document.addEventListener("session-goes-on", (event) => {
  say("");
  begin(event.detail);
});
begin(Number(bar.dataset.session));
