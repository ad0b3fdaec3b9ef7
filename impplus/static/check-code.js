// Checks the signed code of a permit or a letter, by itself and without a network: what rules/signed_code.py does, in
// another language. Both answer alike on tests/rules/vectors/signed_codes.json.
"use strict";
globalThis.signedCodes = (() => {
  const PREFIX = "IMP1:", LONGEST = 366;
  const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  const KEY_LIST = "application/impplus-keys+cbor", STATUS_LIST = "application/statuslist+cwt";
  const STATES = { 1: ["valid", "cancelled", "suspended", "replaced"], 2: ["valid", "revoked", "suspended", "used"], 3: ["valid", "cancelled", "suspended", "used"] };
  const SPACE = 2 ** 20 / 4; // bytes of the states of all codes
  class Bad extends Error {}
  const must = (right) => { if (!right) throw new Bad(); };
  const hex = (bytes) => [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  const isBytes = (value) => value instanceof Uint8Array;
  const isText = (value) => typeof value === "string";

  function base45(text) {
    const held = [];
    for (let at = 0; at < text.length; at += 3) {
      const values = [...text.slice(at, at + 3)].map((letter) => ALPHABET.indexOf(letter));
      must(values.length > 1 && !values.includes(-1));
      const value = values.reduce((sum, one, place) => sum + one * 45 ** place, 0);
      must(value < 256 ** (values.length - 1));
      if (values.length === 3) held.push(value >> 8);
      held.push(value & 255);
    }
    return Uint8Array.from(held);
  }

  // CBOR, of what is used here, and only in its one shortest form.
  function cbor(bytes) {
    let at = 0;
    const take = (length) => {
      must(at + length <= bytes.length);
      return bytes.subarray(at, (at += length));
    };
    function length(low) {
      if (low < 24) return low;
      must(low < 28);
      const size = 2 ** (low - 24);
      const value = take(size).reduce((sum, one) => sum * 256 + one, 0);
      must(Number.isSafeInteger(value) && value >= (size === 1 ? 24 : 256 ** (size / 2)));
      return value;
    }
    function value(depth) {
      must(depth < 8);
      const first = take(1)[0], kind = first >> 5;
      if (first === 0xf6) return null;
      must(kind < 7);
      const count = length(first & 31);
      if (kind === 0) return count;
      if (kind === 1) return -1 - count;
      if (kind === 2) return take(count).slice();
      if (kind === 3) return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(take(count));
      if (kind === 6) return { tag: count, value: value(depth + 1) };
      must(count <= bytes.length);
      if (kind === 4) return Array.from({ length: count }, () => value(depth + 1));
      const found = new Map();
      let before = "";
      for (let one = 0; one < count; one++) {
        const begins = at, key = value(depth + 1), written = hex(bytes.subarray(begins, at));
        must(before.length < written.length || (before.length === written.length && before < written));
        found.set(key, value(depth + 1));
        before = written;
      }
      return found;
    }
    const read = value(0);
    must(at === bytes.length);
    return read;
  }

  function cborBytes(held) {
    const size = held.length;
    must(size < 65536);
    const head = size < 24 ? [0x40 + size] : size < 256 ? [0x58, size] : [0x59, size >> 8, size & 255];
    return [...head, ...held];
  }

  // A COSE_Sign1 of the one kind that counts: ES256, the key's name in the protected header, nothing beside it.
  function sign1(bytes) {
    const whole = cbor(bytes);
    must(whole?.tag === 18 && Array.isArray(whole.value) && whole.value.length === 4);
    const [shielded, open, held, signature] = whole.value;
    must(isBytes(shielded) && open instanceof Map && !open.size && isBytes(held) && isBytes(signature) && signature.length === 64);
    const header = cbor(shielded);
    must(header instanceof Map && header.get(1) === -7 && isBytes(header.get(4)));
    must([...header.keys()].every((label) => [1, 4, 16].includes(label)));
    const type = header.has(16) ? header.get(16) : "";
    must(isText(type));
    const signed = Uint8Array.from([0x84, 0x6a, ...new TextEncoder().encode("Signature1"), ...cborBytes(shielded), 0x40, ...cborBytes(held)]);
    return { key: hex(header.get(4)), type, payload: cbor(held), signed, signature };
  }

  async function isSigned(one, point) {
    const kind = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("raw", point, kind, false, ["verify"]);
    return crypto.subtle.verify(kind, key, one.signature, one.signed);
  }

  const nameOf = async (point) => hex(new Uint8Array(await crypto.subtle.digest("SHA-256", point)).subarray(0, 8));

  async function list(bytes, anchor, type) {
    const one = sign1(bytes);
    must(one.type === type && one.key === (await nameOf(anchor)) && (await isSigned(one, anchor)));
    return one.payload;
  }

  async function keyList(bytes, anchor) {
    const [form, issuer, madeAt, rows] = await list(bytes, anchor, KEY_LIST);
    must(form === 1 && isText(issuer) && Array.isArray(rows));
    const keys = new Map();
    for (const [name, point, since, until] of rows) {
      must(isBytes(point) && hex(name) === (await nameOf(point)));
      keys.set(hex(name), { point, since, until });
    }
    return { issuer, madeAt, keys };
  }

  async function statusList(bytes, anchor) {
    const claims = await list(bytes, anchor, STATUS_LIST);
    const held = claims.get(65533);
    must(isText(claims.get(1)) && held.get("bits") === 2);
    const packed = new Blob([held.get("lst")]).stream().pipeThrough(new DecompressionStream("deflate"));
    const states = new Uint8Array(await new Response(packed).arrayBuffer());
    must(states.length <= SPACE);
    return { issuer: claims.get(1), madeAt: claims.get(6), until: claims.get(4), states };
  }

  const stateAt = (status, index) => (index < 4 * status.states.length ? (status.states[Math.floor(index / 4)] >> (2 * (index % 4))) & 3 : 0);

  function factsOf(payload) {
    must(Array.isArray(payload) && payload.length === 14);
    const [version, type, issuer, number, name, born, nationality, document, kind, place, from, until, issued, index] = payload;
    must(version === 1 && type in STATES);
    must([issuer, number, name, nationality, document, kind, place].every(isText));
    must([from, issued, index].every(Number.isInteger) && [born, until].every((one) => one === null || Number.isInteger(one)) && index >= 0);
    return { type, issuer, number, name, born, nationality, document, kind, place, from, until, issued, index };
  }

  function read(text) {
    must(text.startsWith(PREFIX) && text.length <= LONGEST);
    const one = sign1(base45(text.slice(PREFIX.length)));
    must(!one.type);
    return { one, facts: factsOf(one.payload) };
  }

  // `at` is in seconds, `on` in days since 1970, of the place whose permits they are.
  async function check(text, keys, status, at, on) {
    let one, facts;
    try { ({ one, facts } = read(text)); }
    catch (error) { if (error instanceof Bad || error instanceof TypeError) return { verdict: "altered" }; throw error; }
    const key = keys?.keys.get(one.key);
    if (!key || facts.issuer !== keys.issuer || facts.issued > key.until) return { verdict: "unknown-issuer", claimed: facts.issuer };
    if (!(await isSigned(one, key.point))) return { verdict: "altered" };
    const state = STATES[facts.type][status ? stateAt(status, facts.index) : 0];
    const found = { facts, state, since: status ? status.madeAt : null };
    if (state !== "valid") return { verdict: "ended", ...found };
    if (on < facts.from) return { verdict: "not-yet", ...found };
    if (facts.until !== null && on > facts.until) return { verdict: "expired", ...found };
    return { verdict: status && at <= status.until ? "valid" : "unchecked", ...found };
  }

  return { PREFIX, check, keyList, statusList };
})();
