// Says by the clock of the device until when somebody stays signed in, warns five minutes before, and makes it longer without
// loading the page anew, so that a file that was chosen stays. Without it, the button sends the page to be shown again.
"use strict";
// Says each instant that the page marks also by the clock of who reads it, where that is another one, written as the
// page writes its own: “June 2, 2026, at 1:50 pm”, « 2 juin 2026 à 13 h 50 »; to the second where it is marked exact.
{
  const french = document.documentElement.lang === "fr";
  function written(at, timeZone, exact) {
    const parts = new Intl.DateTimeFormat(french ? "fr-CA" : "en-CA", {
      year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit", second: "2-digit",
      hourCycle: french || exact ? "h23" : "h12", timeZone, timeZoneName: "short",
    }).formatToParts(at);
    const one = Object.fromEntries(parts.map((part) => [part.type, part.value]));
    const hour = french ? Number(one.hour) : one.hour;
    if (french) {
      const minutes = exact ? ` ${one.minute} min ${one.second} s` : one.minute === "00" ? "" : ` ${one.minute}`;
      return `${one.day === "1" ? "1er" : one.day} ${one.month} ${one.year} à ${hour} h${minutes} (${one.timeZoneName})`;
    }
    const clock = exact ? `${hour}:${one.minute}:${one.second}` : `${hour}:${one.minute} ${one.dayPeriod.replaceAll(".", "")}`;
    return `${one.month} ${one.day}, ${one.year}, at ${clock} (${one.timeZoneName})`;
  }
  for (const place of document.querySelectorAll("[data-own-time]")) {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const said = (zone) => written(new Date(place.dataset.ownTime), zone, "exact" in place.dataset);
    if (own && said(own) !== said(place.dataset.zone)) {
      place.querySelector("time").textContent = said(own).replace(/(?<=\d|h|min) (?=\S)/g, "\u00a0");
      place.hidden = false;
    }
  }
}
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
