// Saves a page of the form while somebody types: after a pause, at the end of a field and on leaving. It says “saved” only once the
// server has said so, and “not saved” with what to do where it has not. Without it, the buttons save. The clock is that of session.js.
"use strict";
// A browser that lacks one of these has the buttons alone.
if (HTMLFormElement.prototype.requestSubmit && AbortSignal.timeout) {
  const form = document.getElementById("form");
  const place = document.getElementById("saved");
  const [version, turn] = ["_version", "_turn"].map((name) => form.elements[name]);
  const PAUSE = 1500, LONGEST = 10_000, PATIENCE = 15_000, WAITS = [3000, 8000, 20_000, 60_000];
  const SMALL = 60_000; // bytes that a browser still sends for a page that is gone
  let saved = "unsaved" in place.dataset ? "" : content(); // what the server has
  let state = "before", tries = 0, presses = 0, timer = 0, since = 0, running = null, leaving = false;

  function content() {
    const all = new URLSearchParams(new FormData(form));
    ["_turn", "_version", "csrfmiddlewaretoken"].forEach((name) => all.delete(name));
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
    const body = new URLSearchParams(new FormData(form));
    body.set("_auto", "1");
    return fetch(location.href, { method: "POST", body, redirect: "manual", keepalive: body.toString().length < SMALL, ...more });
  }

  async function send(renewed) {
    const answer = await post({ signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status !== 403 || renewed) return answer;
    return (await newToken()) ?? send(true);
  }

  // Whether the server has all that stands in the page. One request at a time: what is typed meanwhile goes with the next.
  function save() {
    running ??= attempt().finally(() => { running = null; });
    return running;
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
      if (changed() && !leaving) soon(PAUSE);
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
    if (!leaving && !stopped() && changed()) post({}).catch(() => {});
    leaving = true;
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
    const by = event.submitter;
    const judged = !by || !by.name || by.name === "_later";
    if (leaving || state === "elsewhere" || !judged || !changed()) {
      leaving = true;
      turn.value = Number(turn.value) + 1;
      return;
    }
    event.preventDefault();
    await running;
    if ((!changed() || (await save()) || state !== "away" || ++presses > 2) && !leaving) {
      leaving = true;
      form.requestSubmit(by);
    }
  });

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !leaving && !stopped() && changed()) save();
  });
  addEventListener("pagehide", leave);
  addEventListener("beforeunload", (event) => {
    if (!leaving && changed() && (state === "away" || stopped())) event.preventDefault();
  });
  // Back shows what is saved, and no older page that the browser kept, nor what it put into a new one.
  addEventListener("pageshow", (event) => {
    leaving = false;
    if (event.persisted) location.reload();
    else if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") { form.reset(); saved = content(); }
  });
}
