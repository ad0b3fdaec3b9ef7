// Looks again whether what a page waits for is there, such as a settled payment, a signed PDF or a file that was checked, until it is, for
// five minutes at most, or until the reader stops it. Without it, a button or a link looks.
"use strict";
{
  const place = document.getElementById("look-again"), looks = place.querySelector("[data-looks]") ?? place;
  const EVERY = 5000;
  let left = 60, timer = 0;

  async function look() {
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const there = page.getElementById("look-again");
      if (answer.ok && (!there || there.dataset.mark !== place.dataset.mark)) {
        if (!place.dataset.mark || !busy()) return location.replace(location.pathname + location.search);
        tell(page);
        if (!there) return stop();
        place.dataset.mark = there.dataset.mark;
      }
    } catch {
      // The line is cut: the next look may find it.
    }
    wait();
  }

  // Whether something is being typed or sent, which a page that is shown anew would lose.
  function busy() {
    const typed = document.activeElement?.matches("main input, main textarea, main select");
    return typed || document.querySelector("#saved, [data-way]:not([hidden])");
  }

  // What was refused is said at once; all else, once the reader wants it.
  function tell(page) {
    const said = document.getElementById("not-added"), now = page.getElementById("not-added");
    if (said && now) said.replaceChildren(...now.childNodes);
    place.querySelector("[data-changed]").hidden = false;
  }

  function wait() {
    left -= 1;
    place.hidden = false;
    if (left < 0) return stop();
    timer = setTimeout(look, EVERY);
  }

  function stop() {
    clearTimeout(timer);
    looks.hidden = true;
  }

  place.querySelector("button").addEventListener("click", () => {
    stop();
    document.querySelector("[data-look], main form button").focus();
  });
  wait();
}
