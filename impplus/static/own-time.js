// Says each instant that the page marks also by the clock of who reads it, where that is another one, written as the
// page writes its own: “June 2, 2026, at 1:50 pm”, « 2 juin 2026 à 13 h 50 »; to the second where it is marked exact.
"use strict";
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
