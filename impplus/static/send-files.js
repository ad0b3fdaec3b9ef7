// Sends files as soon as they are chosen, and says before they travel that one is too large. Without it, the button sends them.
"use strict";
for (const form of document.querySelectorAll("form.pick")) {
  const sending = form.querySelector("[data-sending]"), tooBig = form.querySelector("[data-too-big]");
  const most = Number(form.dataset.largest) * 2 ** 20, together = Number(form.dataset.together) * 2 ** 20;
  form.classList.add("sends");
  form.querySelector("button").hidden = true;
  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      const sizes = Array.from(input.files, (file) => file.size);
      const fits = Math.max(...sizes) <= most && sizes.reduce((all, one) => all + one, 0) <= together;
      tooBig.hidden = !sizes.length || fits;
      if (sizes.length && fits) {
        sending.hidden = false;
        form.submit();
      } else {
        input.value = "";
      }
    });
  }
}
// A browser that comes back to the page finds nothing being sent.
window.addEventListener("pageshow", () => {
  for (const sending of document.querySelectorAll("[data-sending]")) sending.hidden = true;
});
