// The page that checks signed codes: reads them from the camera or from a picture, and shows what check-code.js answers.
"use strict";
(() => {
  const page = document.getElementById("scan"), language = `${document.documentElement.lang}-CA`;
  const part = (name) => page.querySelector(`[data-part="${name}"]`);
  const [stage, stop, start, file] = ["stage", "stop", "start", "file"].map(part);
  const canvas = document.createElement("canvas");
  const MOST = 1800; // pixels of the longer side of a picture, which hold a code of a whole sheet
  const PATIENCE = 4000; // milliseconds that a code waits for newer lists
  const DAY = 86400; // seconds for which a list of keys counts as that of today
  let lists = null, stream = null, reader = null, video = null;

  const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const day = (count) => written(new Date(count * 864e5), { dateStyle: "long", timeZone: "UTC" });
  // As the other pages write them: 9:05 am, 9 h 05, 1er.
  const moment = (seconds) => written(new Date(seconds * 1000), { dateStyle: "long", timeStyle: "short" }).replace(/([ap])\.m\./, "$1m").replace(/ 0(\d\sh)/, " $1");
  const written = (date, how) => new Intl.DateTimeFormat(language, how).format(date).replace(/^1 (?=\D)/, "1er ");

  function born(number) {
    if (number === null) return "–";
    const [year, month, date] = [Math.floor(number / 1e4), Math.floor(number / 100) % 100, number % 100];
    if (date) return written(new Date(Date.UTC(year, month - 1, date)), { dateStyle: "long", timeZone: "UTC" });
    return month ? written(new Date(Date.UTC(year, month - 1)), { year: "numeric", month: "long", timeZone: "UTC" }) : String(year);
  }

  function today() {
    const parts = new Intl.DateTimeFormat("en-CA", { timeZone: page.dataset.zone, year: "numeric", month: "2-digit", day: "2-digit" });
    const said = Object.fromEntries(parts.formatToParts(now() * 1000).map((one) => [one.type, one.value]));
    return Date.UTC(said.year, said.month - 1, said.day) / 864e5;
  }

  // A clock that runs behind the list is wrong: the list was signed by then.
  const now = () => Math.max(Math.floor(Date.now() / 1000), lists?.status?.madeAt ?? 0);

  // The newest list that this browser ever read is kept: an older one, which may leave out what was cancelled since, is not used.
  const kept = (name) => `signed list ${name} ${page.dataset.anchor}`;

  async function seen(name, read) {
    try {
      const held = localStorage.getItem(kept(name));
      return held && (await read(Uint8Array.from(atob(held), (one) => one.charCodeAt(0)), bytes(page.dataset.anchor)));
    } catch { return null; } // nothing is kept in this browser, or it is not a list of this issuer's
  }

  function keep(name, held) {
    try { localStorage.setItem(kept(name), btoa(Array.from(held, (one) => String.fromCharCode(one)).join(""))); } catch { /* it may keep nothing */ }
  }

  async function fetched(name, read) {
    const before = lists?.[name] ?? (await seen(name, read));
    try {
      const answer = await fetch(page.dataset[name], { cache: "no-cache", credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) return before;
      const held = new Uint8Array(await answer.arrayBuffer());
      const found = await read(held, bytes(page.dataset.anchor));
      part("older").hidden &&= !(before && found.madeAt < before.madeAt);
      if (before && found.madeAt < before.madeAt) return before;
      keep(name, held);
      return found;
    } catch { return before; } // no network, or no list of this issuer's: what is known is what was seen before
  }

  async function load() {
    const [keys, status] = await Promise.all([fetched("keys", signedCodes.keyList), fetched("status", signedCodes.statusList)]);
    lists = { keys, status };
    part("since").hidden = !lists.status;
    if (lists.status) part("since-when").textContent = moment(lists.status.madeAt);
    part("no-keys").hidden = Boolean(lists.keys);
  }

  const named = (list, key) => page.querySelector(`[data-list="${list}"] [data-key="${CSS.escape(key)}"]`)?.textContent ?? key;

  function facts(found) {
    const [family, given] = found.name.split("<<").map((one) => (one ?? "").replaceAll("<", " "));
    const permit = found.type !== 2;
    return {
      paper: named("papers", String(found.type)), number: found.number, name: [family, given].filter(Boolean).join(", "), born: born(found.born), nationality: found.nationality,
      passport: permit ? `…${found.document}` : "", certificate: permit ? "" : `…${found.document}`,
      kind: permit ? named("kinds", found.kind) : "", place: found.place && named("places", found.place),
      from: found.type === 1 ? day(found.from) : "", until: found.until === null ? "" : day(found.until), issued: day(found.issued),
    };
  }

  // What is said of a code: a letter of introduction never looks like a permit, another's code is not called altered, and no issuer is called
  // unknown by who could not look: without the keys of today, a code that says it is of this issuer is not judged.
  async function checked(text) {
    if (!text.startsWith(signedCodes.PREFIX)) return { verdict: "foreign" };
    await load(); // where there is a network, the state is that of now
    const found = await signedCodes.check(text, lists.keys, lists.status, now(), today());
    const current = lists.keys && (lists.keys.issuer !== found.claimed || now() <= lists.keys.madeAt + DAY);
    if (found.verdict === "unknown-issuer" && !current) return { verdict: "no-key" };
    return found.verdict === "valid" && found.facts.type === 3 ? { ...found, verdict: "introduction" } : found;
  }

  async function show(text) {
    const found = await checked(text);
    for (const one of page.querySelectorAll("[data-verdict]")) one.hidden = one.dataset.verdict !== found.verdict;
    const shown = page.querySelector(`[data-verdict="${found.verdict}"]`);
    for (const one of shown.querySelectorAll("[data-state]")) one.hidden = one.dataset.state !== `${{ 2: "letter", 3: "introduction" }[found.facts?.type] ?? "permit"}-${found.state}`;
    for (const one of page.querySelectorAll("[data-type]")) one.hidden = !one.dataset.type.split(" ").includes(String(found.facts?.type));
    for (const one of shown.querySelectorAll("[data-when]")) {
      one.textContent = { today: day(today()), since: found.since === null ? "" : moment(found.since), from: found.facts && day(found.facts.from), until: found.facts?.until && day(found.facts.until) }[one.dataset.when];
    }
    for (const one of shown.querySelectorAll("[data-known]")) one.hidden = (one.dataset.known === "yes") !== (found.since !== null);
    const rows = found.facts ? facts(found.facts) : {};
    part("facts").hidden = !found.facts;
    for (const row of part("facts").querySelectorAll("[data-fact]")) {
      row.hidden = !rows[row.dataset.fact];
      row.querySelector("dd").textContent = rows[row.dataset.fact] ?? "";
    }
    part("specimen").hidden = found.facts?.issuer !== "UTO";
    say("result");
    shown.querySelector("h2").focus();
  }

  function say(name) {
    for (const one of page.querySelectorAll("[data-said]")) one.hidden = one.dataset.said !== name;
    part("result").hidden = name !== "result";
  }

  function readerLoaded() {
    reader ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = page.dataset.reader;
      script.addEventListener("load", () => done(globalThis.jsQR));
      script.addEventListener("error", () => { reader = null; failed(new Error("no reader")); });
      document.head.append(script);
    });
    return reader;
  }

  function read(source, width, height, longest) {
    const scale = Math.min(1, longest / Math.max(width, height));
    [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    const drawn = canvas.getContext("2d", { willReadFrequently: true });
    drawn.drawImage(source, 0, 0, canvas.width, canvas.height);
    const { data } = drawn.getImageData(0, 0, canvas.width, canvas.height);
    return globalThis.jsQR(data, canvas.width, canvas.height)?.data ?? null;
  }

  async function fromPicture() {
    const chosen = file.files[0];
    if (!chosen) return;
    say("reading");
    try {
      await readerLoaded();
      const picture = await createImageBitmap(chosen);
      // A code is found in a picture of one size and not of another: three are tried.
      const sizes = [MOST, 1000, 3000];
      let text = null;
      while (text === null && sizes.length) text = read(picture, picture.width, picture.height, sizes.shift());
      if (text === null) say("nothing");
      else await show(text);
    } catch (error) {
      if (!(error instanceof DOMException) && error.message !== "no reader") throw error;
      say("no-picture");
    }
    file.value = "";
  }

  async function look() {
    if (!stream) return;
    const text = video.readyState >= 2 ? read(video, video.videoWidth, video.videoHeight, 1280) : null;
    if (text === null) {
      setTimeout(look, 100);
    } else {
      close();
      await show(text);
    }
  }

  async function open() {
    say("starting");
    try {
      await readerLoaded();
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    } catch {
      say("no-camera");
      return;
    }
    video = Object.assign(document.createElement("video"), { className: "scan", playsInline: true, muted: true, srcObject: stream });
    video.setAttribute("aria-label", stage.dataset.label);
    stage.replaceChildren(video);
    [stop.hidden, start.hidden] = [false, true];
    await video.play().catch(close);
    say("looking");
    look();
  }

  function close() {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    stage.replaceChildren();
    [stop.hidden, start.hidden] = [true, false];
    say("");
  }

  start.addEventListener("click", open);
  stop.addEventListener("click", close);
  file.addEventListener("change", fromPicture);
  addEventListener("online", load);
  document.addEventListener("visibilitychange", () => (document.hidden ? stream && close() : load()));
  part("tools").hidden = false;
  start.hidden = !navigator.mediaDevices?.getUserMedia;
  load();
  if (page.dataset.worker && "serviceWorker" in navigator) {
    navigator.serviceWorker.register(page.dataset.worker).then(() => navigator.serviceWorker.ready).then(() => { part("kept").hidden = false; }, () => {});
  }
})();
