// Adds or uses a passkey: the browser's answer goes into the form, which is then sent. Without it, the form stays hidden.
"use strict";
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function decoded(options) {
  const made = { ...options, challenge: bytes(options.challenge) };
  if (made.user) made.user = { ...made.user, id: bytes(made.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (made[list]) made[list] = made[list].map((one) => ({ ...one, id: bytes(one.id) }));
  }
  return made;
}

function encoded(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
  };
}

async function options(form) {
  const written = document.getElementById("passkey-options");
  if (written) {
    const kept = JSON.parse(written.textContent);
    return (kept.creation_options ?? kept.request_options).publicKey;
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json()).request_options.publicKey;
}

async function pressed(form) {
  const fault = form.querySelector("[role=alert]");
  fault.hidden = true;
  try {
    const publicKey = decoded(await options(form));
    if (form.dataset.passkey === "create") {
      publicKey.authenticatorSelection = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
    }
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.credential.value = JSON.stringify(encoded(credential));
    form.submit();
  } catch {
    fault.hidden = false;
  }
}

// An address of numbers can have no passkey.
const possible = window.PublicKeyCredential && !/^[\d.]+$|:/.test(location.hostname);
for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !possible;
  const button = form.querySelector("button[type=button]");
  button.addEventListener("click", () => pressed(form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    pressed(form);
  });
}
for (const place of document.querySelectorAll("[data-no-passkeys]")) place.hidden = possible;
for (const place of document.querySelectorAll("[data-passkeys]")) place.hidden = !possible;
