// What the pages of whoever is signed in do besides, and each page with a long text: one file, so that it is fetched once.
"use strict";
const french = document.documentElement.lang === "fr";

// “2:03 pm”, « 14 h 3 ».
function clockOf(at) {
  const parts = new Intl.DateTimeFormat(french ? "fr-CA" : "en-CA", { hour: "numeric", minute: "2-digit", hourCycle: french ? "h23" : "h12" });
  const one = Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, part.value]));
  if (french) return `${Number(one.hour)}\u00a0h${one.minute === "00" ? "" : `\u00a0${one.minute}`}`;
  return `${one.hour}:${one.minute}\u00a0${one.dayPeriod.replaceAll(".", "").toLowerCase()}`;
}

// The reader's own time, where the clock is another one, written as the page writes its own: “June 2, 2026, at 1:50 pm”,
// « 2 juin 2026 à 13 h 50 ». What binds is said in both, to the second where it is marked exact; anything else in the
// reader's time alone; the instant stays in its `datetime`.
{
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const yours = document.querySelector("[data-yours]")?.dataset.yours ?? "{time}";
  const unbroken = (said) => said.replace(/(?<=\d|h|min) (?=\S)/g, "\u00a0");

  // How exact: "day", "hour" (the time alone), "minute" or "second"; `zone` is whether it is named.
  function written(at, timeZone, how, zone) {
    const exact = how === "second";
    const parts = new Intl.DateTimeFormat(french ? "fr-CA" : "en-CA", {
      year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit", second: "2-digit",
      hourCycle: french || exact ? "h23" : "h12", timeZone, timeZoneName: "short",
    }).formatToParts(at);
    const one = Object.fromEntries(parts.map((part) => [part.type, part.value]));
    const hour = french ? Number(one.hour) : one.hour, named = zone ? ` (${one.timeZoneName})` : "";
    const day = french ? `${one.day === "1" ? "1er" : one.day} ${one.month} ${one.year}` : `${one.month} ${one.day}, ${one.year}`;
    if (how === "day") return day;
    if (french) {
      const minutes = exact ? ` ${one.minute} min ${one.second} s` : one.minute === "00" ? "" : ` ${one.minute}`;
      return how === "hour" ? `${hour} h${minutes}` : `${day} à ${hour} h${minutes}${named}`;
    }
    const clock = exact ? `${hour}:${one.minute}:${one.second}` : `${hour}:${one.minute} ${one.dayPeriod.replaceAll(".", "")}`;
    return how === "hour" ? clock : `${day}, at ${clock}${named}`;
  }
  for (const place of document.querySelectorAll("[data-own-time]")) {
    const said = (zone) => written(new Date(place.dataset.ownTime), zone, "exact" in place.dataset ? "second" : "minute", true);
    if (own && said(own) !== said(place.dataset.zone)) {
      place.querySelector("time").textContent = unbroken(said(own));
      place.hidden = false;
    }
  }
  for (const place of document.querySelectorAll("[data-moment]")) {
    const how = ["day", "hour"].find((one) => one in place.dataset) ?? "minute";
    const said = (zone) => written(new Date(place.dateTime), zone, how, false);
    if (own && said(own) !== said(place.dataset.moment)) {
      place.textContent = how === "day" ? unbroken(said(own)) : yours.replace("{time}", unbroken(said(own)));
    }
  }
}

// Until when somebody stays signed in, by the clock of the device, with a warning five minutes before; it is made longer without
// loading the page anew, so that a file that was chosen stays. Without it, the button sends the page to be shown again.
const bar = document.querySelector("[data-session]");
if (bar) {
  const said = bar.querySelector("[role=alert]");
  const EARLY = 300_000;
  let end = Date.now() + Number(bar.dataset.session) * 1000;
  let timers = [];

  function say(which) {
    said.textContent = which ? said.dataset[which].replace("{time}", clockOf(new Date(end))) : "";
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
}

// Saves a page of the form while somebody types: after a pause, at the end of a field and on leaving. It says “saved” only once the
// server has said so, and “not saved” with what to do where it has not. Without it, the buttons save.
// A browser that lacks one of these has the buttons alone.
const place = document.getElementById("saved");
if (place && HTMLFormElement.prototype.requestSubmit && AbortSignal.timeout) {
  const form = document.getElementById("form");
  const { only } = place.dataset; // the text that is kept, on a page that is sent whole and not saved
  const [version, turn] = [only ? "_typed" : "_version", "_turn"].map((name) => form.elements[name]);
  const PAUSE = 1500, LONGEST = 10_000, PATIENCE = 15_000, WAITS = [3000, 8000, 20_000, 60_000];
  const SMALL = 60_000; // bytes that a browser still sends for a page that is gone
  const LEFT = "left", LOOKS = [200, 500, 1000, 2000, 4000]; // what was sent on leaving, and when to look for it again
  let saved = "unsaved" in place.dataset ? "" : content(); // what the server has
  let state = "before", tries = 0, presses = 0, timer = 0, since = 0, running = null, leaving = false;

  function fields(of = form) {
    const all = new URLSearchParams(new FormData(of));
    if (!only) return all;
    return new URLSearchParams([...all].filter(([name]) => name === only || name.startsWith("_") || name === "csrfmiddlewaretoken"));
  }

  function content(of = form) {
    const all = fields(of);
    ["_window", "_turn", "_version", "_typed", "csrfmiddlewaretoken"].forEach((name) => all.delete(name));
    return all.toString();
  }

  const changed = () => content() !== saved;

  function say(which) {
    if (which !== state) for (const part of place.querySelectorAll("[data-is]")) part.hidden = part.dataset.is !== which;
    state = which;
  }

  function sayRefused(why) {
    const part = place.querySelector("[data-why]");
    part.textContent = why || part.dataset.why;
    say("refused");
  }

  function saySaved(answer) {
    const again = state === "away" || state === "refused";
    const at = place.querySelector("[data-at]");
    at.textContent = at.dataset.at.replace("{time}", clockOf(new Date(answer.at * 1000)));
    const left = place.querySelector("[data-left]");
    left.hidden = !answer.left.length;
    left.querySelector("b").textContent = answer.left.join(" · ");
    say("saved");
    const aloud = place.querySelector("[data-said]"); // once, and again after it had failed: not at each pause
    if (again) aloud.textContent = "";
    if (!aloud.textContent) setTimeout(() => { aloud.textContent = aloud.dataset.said; }, 50);
  }

  // Another sign-in in this browser makes the token of the page worthless: the page itself has the new one.
  async function newToken() {
    const answer = await fetch(location.href, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) return answer;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("#form [name=csrfmiddlewaretoken]");
    if (token) for (const one of document.getElementsByName("csrfmiddlewaretoken")) one.value = token.value;
    return null;
  }

  // The server keeps of one page what it sent last, in whatever order it comes.
  function post(more) {
    turn.value = Number(turn.value) + 1;
    const body = fields();
    body.set("_auto", "1");
    return fetch(location.href, { method: "POST", body, redirect: "manual", keepalive: body.toString().length < SMALL, ...more });
  }

  async function send(renewed) {
    const answer = await post({ signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status !== 403 || renewed) return answer;
    return (await newToken()) ?? send(true);
  }

  // Whether the server has all that stands in the page. One request at a time: what is typed meanwhile goes with the next. None follows
  // a press, which carries all that stands there and what its button says: later than it, the fields alone would undo that.
  function save() {
    if (!leaving) running ??= attempt().finally(() => { running = null; });
    return running;
  }

  // Where a press brought no other page, since somebody stopped it, the page saves again.
  function go() {
    leaving = true;
    setTimeout(() => { leaving = false; if (changed() && !stopped()) save(); }, PATIENCE);
  }

  async function attempt() {
    clearTimeout(timer);
    since = 0;
    const sending = content();
    if (state !== "away") say("saving");
    try {
      const answer = await send(false);
      if (answer.type === "opaqueredirect") return stop("ended");
      if (answer.status >= 500 || answer.status === 429) throw new Error(answer.statusText);
      const said = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
      if (said.elsewhere) return stop("elsewhere");
      if (!answer.ok) { sayRefused(said.why); return false; }
      version.value = said.version;
      saved = sending;
      tries = presses = 0;
      document.dispatchEvent(new CustomEvent("session-goes-on", { detail: said.seconds }));
      if (said.page) history.replaceState(null, "", said.page);
      if (said.at) saySaved(said); else say("before");
      if (changed()) soon(PAUSE);
      return true;
    } catch {
      say("away");
      soon(WAITS[Math.min(tries++, WAITS.length - 1)]);
      return false;
    }
  }

  function stop(which) {
    clearTimeout(timer);
    say(which);
    return false;
  }

  const stopped = () => state === "ended" || state === "elsewhere";

  function soon(wait) {
    clearTimeout(timer);
    if (!stopped()) timer = setTimeout(() => { if (changed()) save(); }, wait);
  }

  function leave() {
    if (!leaving && !stopped() && (running || changed())) {
      if (changed()) post({}).catch(() => {});
      if (!only || form.elements[only].value.trim()) sessionStorage.setItem(LEFT, JSON.stringify([location.pathname, form.elements._window.value, Number(turn.value)]));
    }
    leaving = true;
  }

  // Whoever comes back at once may be shown a page that was made before the server had what was sent on leaving: it is shown anew
  // once that is there. The browser keeps the name of the page and a number, nothing that was typed.
  async function showWhatWasSent() {
    const [path, name, last] = JSON.parse(sessionStorage.getItem(LEFT) ?? "[]");
    if (path !== location.pathname) return;
    sessionStorage.removeItem(LEFT);
    form.inert = true;
    say("saving");
    for (const wait of LOOKS) {
      await new Promise((done) => { setTimeout(done, wait); });
      const page = await fetch(location.href, { signal: AbortSignal.timeout(PATIENCE) }).then((answer) => answer.text(), () => "");
      const now = new DOMParser().parseFromString(page, "text/html"), saves = now.getElementById("saved");
      if (!page) continue;
      if (!saves) return anew();
      if (saves.dataset.window !== name || Number(saves.dataset.turn) < last) continue;
      if (content(now.getElementById("form")) !== content()) return anew();
      break;
    }
    form.inert = false;
    say("unsaved" in place.dataset ? "" : "before");
  }

  // The page as it stands now, asked for by its address: to load again what answered a press would send that press again.
  function anew() {
    leaving = true;
    location.replace(location.pathname + location.search);
  }

  function typed(pause) {
    since ||= Date.now();
    soon(state === "away" ? WAITS[0] : Math.max(0, Math.min(pause, since + LONGEST - Date.now())));
  }

  form.addEventListener("input", () => typed(PAUSE));
  form.addEventListener("change", () => typed(200));
  place.querySelector("[data-again]").addEventListener("click", save);
  addEventListener("online", () => { if (changed()) save(); });

  // A press goes the ordinary way once the server has what was typed, so that a cut line leaves the page as it is. Whoever presses
  // a third time goes that way in any case.
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return; // a file is still on its way
    const by = event.submitter;
    const judged = !by || !by.name || by.name === "_later";
    if (leaving || state === "elsewhere" || !judged || !changed()) {
      go();
      turn.value = Number(turn.value) + 1;
      return;
    }
    event.preventDefault();
    await running;
    if ((!changed() || (await save()) || state !== "away" || ++presses > 2) && !leaving) {
      go();
      form.requestSubmit(by);
    }
  });

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !stopped() && changed()) save();
  });
  addEventListener("pagehide", leave);
  addEventListener("beforeunload", (event) => {
    if (!leaving && changed() && (state === "away" || stopped())) event.preventDefault();
  });
  // Back shows what is saved, and no older page that the browser kept, nor what it put into a new one.
  addEventListener("pageshow", (event) => {
    leaving = false;
    if (event.persisted) return anew();
    if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") { form.reset(); if (!("unsaved" in place.dataset)) saved = content(); }
    showWhatWasSent();
  });
}

// Says below a long text how many characters are left, as the server counts them; aloud where few are, and after a pause.
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

// Prints the page, as the browser's own command does: what is folded away stands open on paper.
for (const one of document.querySelectorAll("[data-print]")) {
  one.hidden = false;
  one.addEventListener("click", () => print());
}

// The answer to a press that something is wrong is no page to go back to: Back and Forward ask for its address, which shows what is saved.
if (performance.getEntriesByType("navigation")[0]?.responseStatus === 422) history.replaceState(history.state, "", location.href);

// A page is gone through once: its entry of before a press that something was wrong with is passed over, with Back and with Forward.
addEventListener("pageshow", () => {
  const { from, entry, navigationType } = window.navigation?.activation ?? {};
  if (navigationType === "traverse" && from?.url === entry.url) history.go(Math.sign(entry.index - from.index));
});
