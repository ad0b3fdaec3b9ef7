// Sends files as soon as they are chosen, one after the other and each in parts (tus 1.0), so that a cut line, a pause or a closed page
// lose nothing, and says before they travel that one is too large. Without it, the button of the form sends them.
"use strict";
const PART = 512 * 1024;
const PAUSES = [0, 1000, 3000, 5000, 10000, 20000, 30000]; // before each try, in milliseconds; then the last one again and again
const SILENT = 2; // tries before it is said that the line is cut
const KEPT = "upload ";
const DAYS = 7 * 24 * 3600 * 1000;

// Where each file goes on: the address alone, under a hash that only this browser can make. No name of a file is kept.
const kept = {
  at(key) {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null");
    } catch {
      return null;
    }
  },
  async findAllUploads() { return []; },
  async findUploadsByFingerprint(key) {
    const found = this.at(key);
    return found ? [{ uploadUrl: found.address, urlStorageKey: key, metadata: {}, size: null, creationTime: "" }] : [];
  },
  async removeUpload(key) { localStorage.removeItem(key); },
  async addUpload(key, upload) {
    localStorage.setItem(key, JSON.stringify({ address: upload.uploadUrl, since: Date.now() }));
    return key;
  },
  forgetOld() {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(KEPT) && Date.now() - (this.at(key)?.since ?? 0) > DAYS) localStorage.removeItem(key);
    }
  },
};

async function fingerprint(file, slot) {
  try {
    let salt = localStorage.getItem("uploads");
    if (!salt) {
      salt = crypto.randomUUID();
      localStorage.setItem("uploads", salt);
    }
    const about = new TextEncoder().encode([salt, slot, file.name, file.size, file.lastModified].join("\n"));
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", about));
    return KEPT + Array.from(hash, (one) => one.toString(16).padStart(2, "0")).join("");
  } catch {
    return null; // a browser that keeps nothing: the file begins anew after the page was closed
  }
}

// What no name may have, so that nobody is refused for a name that a device made.
function plain(name) {
  const clean = name.replace(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069/\\]/gu, "");
  return Array.from(clean).slice(-200).join("") || "document";
}

class Sending {
  constructor(pick, form) {
    this.pick = pick;
    this.form = form;
    this.way = document.querySelector("[data-way]");
    this.row = document.querySelector("template[data-row]");
    this.files = [];
    window.addEventListener("online", () => {
      for (const one of this.files) if (one.later) this.again(one);
    });
    this.title?.addEventListener("change", () => this.titled());
    // What else the form sends goes once all files are there, or are given up.
    const notYet = form.querySelector("[data-not-yet]");
    if (notYet) {
      form.addEventListener("submit", (event) => {
        if (event.submitter?.name === "_redisplay" || !this.is("waits", "sending", "checked", "cut", "paused").length) return;
        event.preventDefault();
        notYet.hidden = false;
      });
    }
  }

  is(...states) {
    return this.files.filter((one) => states.includes(one.state));
  }

  add(chosen) {
    this.way.hidden = false;
    for (const one of this.is("not-sent")) if (!one.untitled) this.drop(one); // why it was refused was read, and the page is shown anew after the next
    for (const file of chosen) {
      const one = { file, state: "waits", percent: 0, told: 0, failures: 0, row: this.row.content.firstElementChild.cloneNode(true) };
      one.row.querySelector("b").textContent = file.name;
      one.row.querySelector("progress").setAttribute("aria-label", file.name);
      for (const place of one.row.querySelectorAll(".tools .visually-hidden")) place.textContent = ` ${file.name}`;
      one.row.addEventListener("click", (event) => this.pressed(one, event.target.closest("button")?.dataset.do));
      this.way.querySelector("[data-rows]").append(one.row);
      this.files.push(one);
      if (file.size > Number(this.pick.dataset.largest) * 2 ** 20) this.say(one, "not-sent", this.row.dataset.tooBig);
      else this.say(one, "waits");
    }
    this.next();
  }

  // What a file is called where nothing asks for it; files wait until it is typed.
  get title() {
    return this.form.elements.title;
  }

  titled() {
    for (const one of this.is("not-sent")) if (one.untitled) this.pressed(one, "go-on");
  }

  refuseUntitled(one, sentence) {
    one.untitled = true;
    one.making = null; // it is announced anew, under the title typed then
    this.say(one, "not-sent", sentence);
    for (const button of one.row.querySelectorAll('[data-do="go-on"]')) button.hidden = false;
    this.title.focus();
  }

  pressed(one, what) {
    if (!what) return;
    clearTimeout(one.later);
    one.later = 0;
    if (what === "pause") {
      one.upload?.abort();
      this.say(one, "paused");
    } else if (what === "go-on") {
      one.failures = 0;
      one.untitled = false;
      this.say(one, "waits");
    } else if (what === "cancel") {
      one.upload?.abort(true).catch(() => {}); // what is left of it, the page shows with a button
      this.drop(one);
    }
    this.next();
  }

  drop(one) {
    one.row.remove();
    this.files.splice(this.files.indexOf(one), 1);
  }

  next() {
    if (this.is("sending", "checked", "cut").length) return;
    const [one] = this.is("waits");
    if (one) this.send(one);
    else if (this.is("done", "not-added").length === this.files.length) this.show();
    else this.way.querySelector("[data-more]").hidden = !this.is("done").length;
  }

  // The page of a slot is opened anew; one with a form to be typed in is shown again with what stands there.
  show() {
    const { page } = this.pick.dataset;
    if (page) location.assign(page);
    else this.form.requestSubmit(this.pick.querySelector("[data-show]"));
  }

  async send(one) {
    if (this.title && !this.title.value.trim()) {
      this.refuseUntitled(one, this.row.dataset.untitled);
      this.next();
      return;
    }
    this.say(one, "sending");
    one.upload = await (one.making ??= this.made(one));
    if (one.state === "sending") one.upload.start();
  }

  async made(one) {
    const key = await fingerprint(one.file, this.pick.dataset.slot);
    const first = this.files.every((other) => other === one || !other.upload);
    const upload = new tus.Upload(one.file, {
      endpoint: first ? this.pick.dataset.first : this.pick.dataset.begin,
      headers: { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value },
      metadata: { filename: plain(one.file.name), title: this.form.elements.title?.value ?? "" },
      chunkSize: PART,
      retryDelays: null,
      urlStorage: kept,
      fingerprint: async () => key,
      storeFingerprintForResuming: key !== null,
      removeFingerprintOnSuccess: true,
      onProgress: (sent, all) => this.progressed(one, sent, all),
      onChunkComplete: () => { one.failures = 0; }, // what was sent may still be refused
      onAfterResponse: (_asked, answer) => { one.refused = decodeURIComponent(answer.getHeader("Upload-Refused") ?? ""); },
      onSuccess: () => this.ended(one),
      onError: (fault) => this.failed(one, fault),
    });
    const [here] = key === null ? [] : await upload.findPreviousUploads();
    const before = here ?? this.half(one.file);
    if (before) upload.resumeFromPreviousUpload(before);
    return upload;
  }

  // What came of it from another browser, which this one has kept nothing of: the page names it.
  half(file) {
    const found = [...document.querySelectorAll("[data-half]")].find(({ dataset }) => dataset.name === plain(file.name) && Number(dataset.size) === file.size);
    return found && { uploadUrl: found.dataset.half, urlStorageKey: null, metadata: {}, size: file.size, creationTime: "" };
  }

  isPassing(fault) {
    const status = fault.originalResponse?.getStatus() ?? 0;
    return status === 0 || status === 409 || status === 423 || status >= 500;
  }

  progressed(one, sent, all) {
    if (!["sending", "checked", "cut"].includes(one.state)) return;
    one.percent = Math.floor((100 * sent) / all);
    this.say(one, sent === all ? "checked" : "sending");
  }

  ended(one) {
    one.percent = 100;
    if (one.refused) this.say(one, "not-added", one.refused);
    else this.say(one, "done");
    this.next();
  }

  failed(one, fault) {
    const answer = fault.originalResponse;
    const sentence = (answer?.getHeader("Content-Type") ?? "").startsWith("text/plain") && answer.getBody();
    if (answer && !this.isPassing(fault)) {
      if (this.title && answer.getStatus() === 422 && !one.upload.url) this.refuseUntitled(one, sentence);
      else this.say(one, "not-sent", sentence || this.row.dataset.failed);
      this.next();
      return;
    }
    const pause = PAUSES[Math.min(one.failures, PAUSES.length - 1)];
    one.failures += 1;
    one.answered = Boolean(answer); // so the line is not cut
    if (one.failures > SILENT) this.say(one, "cut", sentence || (answer ? this.row.dataset.failed : this.row.dataset.cutWhat));
    one.later = setTimeout(() => this.again(one), pause);
  }

  again(one) {
    clearTimeout(one.later);
    one.later = 0;
    if (["sending", "checked", "cut"].includes(one.state)) one.upload.start();
  }

  say(one, state, what = "") {
    const words = this.row.dataset;
    const changed = one.state !== state || !one.row.dataset.state;
    one.state = one.row.dataset.state = state;
    const name = (state === "cut" && one.answered ? "held" : state).replace(/-(.)/g, (_all, letter) => letter.toUpperCase());
    const said = words[name].replace("{percent}", one.percent);
    one.row.querySelector("[data-state]").textContent = said;
    one.row.querySelector("[data-what]").textContent = what;
    const bar = one.row.querySelector("progress");
    bar.value = one.percent;
    bar.hidden = ["not-sent", "not-added", "done"].includes(state);
    for (const button of one.row.querySelectorAll("[data-do]")) button.hidden = !button.dataset.in.split(" ").includes(state);
    const quarter = Math.floor(one.percent / 25);
    if (changed || quarter > one.told) { // not each percent is said aloud
      one.told = quarter;
      const place = this.way.querySelector("[data-said]");
      place.textContent = words.announced.replace("{name}", one.file.name).replace("{state}", `${said}. ${what}`);
    }
  }
}

function sendWhole(pick, form, files, input) {
  const sizes = files.map((file) => file.size);
  const most = Number(pick.dataset.largest) * 2 ** 20, together = Number(pick.dataset.together) * 2 ** 20;
  const fits = Math.max(...sizes) <= most && sizes.reduce((all, one) => all + one, 0) <= together;
  pick.querySelector("[data-too-big]").hidden = fits;
  if (fits) {
    pick.querySelector("[data-sending]").hidden = false;
    form.requestSubmit(pick.querySelector("[data-plain] button"));
  } else {
    input.value = "";
  }
}

for (const pick of document.querySelectorAll(".pick")) {
  const form = pick.closest("form");
  pick.classList.add("sends");
  pick.querySelector("[data-plain]").hidden = true;
  const sending = window.tus?.isSupported ? new Sending(pick, form) : null;
  for (const one of document.querySelectorAll("[data-half], [data-scripted]")) one.hidden = !sending;
  for (const one of document.querySelectorAll("[data-unscripted]")) one.hidden = Boolean(sending);
  for (const input of pick.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      const files = Array.from(input.files);
      if (!files.length) return;
      if (!sending) return sendWhole(pick, form, files, input);
      sending.add(files);
      input.value = "";
    });
  }
}
try {
  kept.forgetOld();
} catch { /* a browser that keeps nothing */ }
// A browser that comes back to the page finds nothing being sent.
window.addEventListener("pageshow", () => {
  for (const sending of document.querySelectorAll("[data-sending]")) sending.hidden = true;
});
