// Keeps the page that checks signed codes, with all that it needs, for when there is no network. KEPT stands before.
const CACHE = `signed codes ${KEPT.page} ${KEPT.files.join(" ")}`;
const PATIENCE = 4000; // milliseconds that a page waits for the network before the kept one is shown

// Kept as a stranger gets it: nothing of whoever is signed in.
const asked = (address) => fetch(address, { credentials: "omit", cache: "no-cache" });

async function keep(address) {
  const answer = await asked(address);
  if (answer.ok) await (await caches.open(CACHE)).put(address, answer.clone());
  return answer;
}

async function install() {
  await Promise.all([KEPT.page, ...KEPT.files].map(async (address) => {
    if (!(await keep(address)).ok) throw new Error(address);
  }));
  await Promise.allSettled(KEPT.lists.map(keep));
  await self.skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name !== CACHE && name.startsWith(`signed codes ${KEPT.page} `));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

const late = () => new Promise((_, refuse) => { setTimeout(() => refuse(new Error("late")), PATIENCE); });
const kept = (address) => caches.match(address, { cacheName: CACHE });

async function shown(event) {
  try {
    const answer = await Promise.race([fetch(event.request), late()]);
    if (answer.ok) event.waitUntil(keep(KEPT.page).catch(() => {}));
    return answer.ok ? answer : (await kept(KEPT.page)) ?? answer;
  } catch (error) {
    const answer = await kept(KEPT.page);
    if (answer) return answer;
    throw error;
  }
}

async function listed(address) {
  try {
    const answer = await Promise.race([keep(address), late()]);
    if (answer.ok) return answer;
  } catch { /* there is no network: what was kept is shown, with its day */ }
  return (await kept(address)) ?? Response.error();
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && pathname === KEPT.page) event.respondWith(shown(event));
  else if (KEPT.lists.includes(pathname)) event.respondWith(listed(pathname));
  else if (KEPT.files.includes(pathname)) event.respondWith(kept(pathname).then((found) => found ?? fetch(event.request)));
});
