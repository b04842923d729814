// A page of an e-form (data-judge): while it is filled in, the server judges it and keeps nothing. Questions come and go with
// the answers, worked-out values follow them, and what is wrong with an answer is said once its field was left. No answer, no
// network or no script: the page is judged when it is sent, by the same server in the same words.
"use strict";

(() => {
  const part = document.querySelector("[data-judge]");
  if (!part) return;
  const form = part.closest("form");
  const left = new Set();
  const PAUSE_MS = 500;
  let waiting = 0, asked = 0;

  const own = (element, wanted) => [...element.querySelectorAll(wanted)].find((one) => one.closest("[data-question]") === element);
  const all = (root) => new Map([...root.querySelectorAll("[data-question]")].map((one) => [one.dataset.question, one]));
  const rows = (group) => group.querySelectorAll(".mc-row").length;
  const nameOf = (target) => target.closest?.("[data-question]")?.dataset.question;

  const say = (here, fresh) => {
    const control = own(here, "[aria-invalid], input:not([type=hidden]), textarea") ?? here;
    const place = here.matches("fieldset") ? here : control;
    const judged = fresh.matches("fieldset") ? fresh : own(fresh, "input:not([type=hidden]), textarea") ?? fresh;
    const error = own(fresh, ".mc-error");
    own(here, ".mc-error")?.remove();
    here.classList.toggle("mc-field-wrong", Boolean(error));
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (judged.hasAttribute(name)) place.setAttribute(name, judged.getAttribute(name));
      else place.removeAttribute(name);
    }
    if (error) (own(here, ".mc-whence") ?? own(here, ".mc-hint") ?? own(here, ".mc-label") ?? here.firstElementChild).after(error);
    const meant = own(here, ".mc-meant");
    if (!meant?.contains(document.activeElement)) {
      meant?.remove();
      const offered = own(fresh, ".mc-meant");
      if (offered) here.append(offered);
    }
  };

  const comes = (fresh, here) => {
    const added = fresh.cloneNode(true);
    added.querySelectorAll(".mc-error").forEach((one) => one.remove());
    for (const one of [added, ...added.querySelectorAll(".mc-field-wrong")]) one.classList.remove("mc-field-wrong");
    for (const one of added.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
    let beside = fresh.previousElementSibling;
    while (beside && !beside.dataset.question) beside = beside.previousElementSibling;
    const group = fresh.parentElement.closest("[data-question]");
    if (beside) here.get(beside.dataset.question).after(added);
    else if (!group) part.querySelector("[data-questions]").prepend(added);
    else {
      const number = [...group.querySelectorAll(".mc-row")].indexOf(fresh.parentElement);
      here.get(group.dataset.question).querySelectorAll(".mc-row")[number].firstElementChild.after(added);
    }
    here.set(fresh.dataset.question, added);
  };

  const compare = (page) => {
    const here = all(part), fresh = all(page);
    const inOtherRows = (one) => {
      const group = one.parentElement.closest("[data-question]");
      const name = group?.dataset.question;
      return group && !(here.has(name) && fresh.has(name) && rows(here.get(name)) === rows(fresh.get(name)));
    };
    for (const [name, one] of here) if (!inOtherRows(one)) one.hidden = !fresh.has(name);
    for (const [name, one] of fresh) {
      if (inOtherRows(one)) continue;
      const known = here.get(name);
      if (!known) comes(one, here);
      else if (left.has(name) || own(known, ".mc-error")) say(known, one);
      const value = own(one, "output"), shown = known && own(known, "output");
      if (shown && value) shown.textContent = value.textContent;
    }
    const names = new Set([...part.querySelectorAll("[name=shown]")].map((one) => one.value));
    for (const one of page.querySelectorAll("[name=shown]")) if (!names.has(one.value)) part.append(one);
    const told = part.querySelector("[data-told]"), tells = page.querySelector("[data-told]");
    if (told.innerHTML !== tells.innerHTML) told.innerHTML = tells.innerHTML;
    document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: part } }));
  };

  const judge = async () => {
    const number = ++asked;
    try {
      const answer = await fetch(part.dataset.judge, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (answer.ok && number === asked) compare(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // It is judged when it is sent.
    }
  };
  const soon = (pause) => {
    clearTimeout(waiting);
    waiting = setTimeout(judge, pause);
  };

  part.addEventListener("input", () => soon(PAUSE_MS));
  part.addEventListener("change", (event) => {
    const name = nameOf(event.target);
    if (name) left.add(name);
    soon(0);
  });
})();
