// Looks again whether what a page waits for is there, such as a settled payment or a signed PDF, until it is, for five minutes at most, or until the reader stops it. Without it, a button or a link looks.
"use strict";
{
  const place = document.getElementById("look-again");
  const EVERY = 5000;
  let left = 60, timer = 0;

  async function look() {
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.ok && !page.getElementById("look-again")) return location.reload();
    } catch {
      // The line is cut: the next look may find it.
    }
    wait();
  }

  function wait() {
    left -= 1;
    place.hidden = left < 0;
    if (left >= 0) timer = setTimeout(look, EVERY);
  }

  place.querySelector("button").addEventListener("click", () => {
    clearTimeout(timer);
    left = 0;
    place.hidden = true;
    document.querySelector("[data-look], main form button").focus();
  });
  wait();
}
