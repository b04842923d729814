// What every page may use. Nothing depends on it: without it each form is sent and each link followed as usual.
"use strict";

document.documentElement.classList.replace("no-js", "js");

// A form is sent once per press. The server is what counts (request keys); this only spares people the wait and the doubt.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || event.submitter?.formTarget === "_blank") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-prints]")) window.print();
});

// Whoever gets a page with an error summary is taken to it.
document.querySelector("[data-focus]")?.focus();

// A site that somebody has put beside his apps says itself when there is no net; nothing else of it is kept.
if (document.body.matches(".mc-citizen") && matchMedia("(display-mode: minimal-ui), (display-mode: standalone)").matches) {
  navigator.serviceWorker?.register("/worker.js");
}

// Small menus close when the attention goes elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-closes][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-closes][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A part of a page that is read again by itself keeps the link that somebody stands on.
document.addEventListener("htmx:beforeSwap", (event) => {
  const there = document.activeElement;
  if (!there?.href || !event.detail.target?.contains(there)) return;
  document.addEventListener("htmx:afterSettle", () => {
    [...document.links].find((link) => link.href === there.href)?.focus();
  }, { once: true });
});
