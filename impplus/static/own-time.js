// Says each instant that the page marks also by the clock of who reads it, where that is another one.
"use strict";
for (const place of document.querySelectorAll("[data-own-time]")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const said = (timeZone) => new Intl.DateTimeFormat(`${document.documentElement.lang}-CA`, {
    dateStyle: "long", timeStyle: "long", timeZone,
  }).format(new Date(place.dataset.ownTime));
  if (zone && said(zone) !== said(place.dataset.zone)) {
    place.querySelector("time").textContent = said(zone);
    place.hidden = false;
  }
}
