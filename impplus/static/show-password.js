// A button beside each password that shows it, and hides it again; it is hidden whenever the form is sent.
"use strict";
{
  const words = document.currentScript.dataset;
  for (const control of document.querySelectorAll("main input[type=password]")) {
    const button = document.createElement("button");
    const show = (shown) => {
      control.type = shown ? "text" : "password";
      button.textContent = shown ? words.hide : words.show;
    };
    button.type = "button";
    button.className = "link";
    button.setAttribute("aria-controls", control.id);
    button.addEventListener("click", () => show(control.type === "password"));
    control.form.addEventListener("submit", () => show(false));
    show(false);
    control.after(button);
  }
}
