// The staff's pages: keys, drafts, the drawer, htmx.
"use strict";

(() => {
  const isTyping = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  const nameOf = (element) =>
    (element.getAttribute("aria-label") || element.labels?.[0]?.textContent || element.textContent || "").trim().replace(/\s+/g, " ");

  // What each key does now: of several that name it, the first that is shown.
  const acting = () => {
    const elements = new Map();
    for (const element of document.querySelectorAll("[data-key]")) {
      if (element.getClientRects().length > 0 && !elements.has(element.dataset.key)) elements.set(element.dataset.key, element);
    }
    return elements;
  };

  // Keys are declared where they act: data-key="r" on a link, a button or a field.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    if (event.key === "?") {
      event.preventDefault();
      showKeys();
      return;
    }
    if (scanned(event)) return;
    const element = acting().get(event.key);
    if (!element) return;
    event.preventDefault();
    if (document.querySelector("[data-scans]")) waiting = setTimeout(() => press(element), AT_ONCE);
    else press(element);
  });

  const press = (element) => {
    if (element.matches("input:not([type=checkbox]):not([type=radio]), textarea, select")) {
      element.focus();
      element.select?.();
    } else {
      element.click();
    }
  };

  // What a scanner types anywhere on the page goes into the field that waits for it (data-scans), and its Enter sends it.
  // It types faster than anybody: a key is taken for a shortcut only when no other follows at once.
  const AT_ONCE = 60;
  let burst = "";
  let lately = 0;
  let waiting = 0;
  const scanned = (event) => {
    const field = document.querySelector("[data-scans]");
    if (!field) return false;
    const follows = event.timeStamp - lately < AT_ONCE;
    lately = event.timeStamp;
    if (event.key === "Enter") {
      const text = burst;
      burst = "";
      if (!follows || text.length < 2) return false;
      event.preventDefault();
      field.value = text;
      field.form.requestSubmit();
      return true;
    }
    if (event.key.length > 1) {
      if (event.key !== "Shift") burst = "";
      return false;
    }
    burst = follows ? burst + event.key : event.key.trim(); // a blank that ticks a box begins no scan
    if (burst.length < 2) return false;
    clearTimeout(waiting);
    event.preventDefault();
    return true;
  };

  // From a field to what is offered below it (data-choices) and among it, by the arrow keys.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const list = event.target.dataset.choices ? document.getElementById(event.target.dataset.choices) : event.target.closest("[data-chosen-from]");
    const choices = [...(list?.querySelectorAll("button") ?? [])];
    if (!choices.length) return;
    event.preventDefault();
    choices[Math.min(choices.indexOf(event.target) + step, choices.length - 1)]?.focus();
  });

  const showKeys = () => {
    const sheet = document.querySelector("dialog.mc-keys");
    if (!sheet) return;
    const list = sheet.querySelector("[data-keys-list]");
    list.replaceChildren(
      ...[...acting()].map(([name, element]) => {
        const item = document.createElement("li");
        const words = document.createElement("span");
        const key = document.createElement("kbd");
        words.textContent = nameOf(element);
        key.textContent = name;
        item.append(words, key);
        return item;
      }),
    );
    sheet.showModal();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-shows-keys]")) showKeys();
  });

  // The drawer works by its address alone (#menu); here it only gets the manners of a dialog.
  const drawer = document.getElementById("menu");
  const opener = document.querySelector("[data-drawer]");
  const setDrawer = (open) => {
    drawer.classList.toggle("mc-open", open);
    opener.setAttribute("aria-expanded", String(open));
    (open ? drawer.querySelector("a") : opener).focus();
  };
  if (drawer && opener) {
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-expanded", "false");
    opener.setAttribute("aria-controls", "menu");
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      setDrawer(true);
    });
    drawer.querySelector("[data-drawer-close]").addEventListener("click", (event) => {
      event.preventDefault();
      setDrawer(false);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && drawer.classList.contains("mc-open")) setDrawer(false);
    });
    document.addEventListener("click", (event) => {
      if (drawer.classList.contains("mc-open") && !drawer.contains(event.target) && !opener.contains(event.target)) setDrawer(false);
    });
  }

  // What was typed into a form with data-draft="name" stays in this tab until the form is answered by another page.
  // Passwords, files and hidden fields are never kept; leaving (data-forgets) drops everything.
  const kept = (form) => [...form.elements].filter((each) => each.name && !["password", "file", "hidden", "submit", "button"].includes(each.type));
  const keyOf = (form) => `draft:${location.pathname}:${form.dataset.draft}`;
  const forms = [...document.querySelectorAll("form[data-draft]")];
  const shown = new Set(forms.map(keyOf));
  if (!document.querySelector("[data-keeps-drafts]")) {
    for (const sent of Object.keys(sessionStorage).filter((key) => key.startsWith("sent:"))) {
      sessionStorage.removeItem(sent);
      const key = sent.slice("sent:".length);
      if (!shown.has(key)) sessionStorage.removeItem(key);
    }
  }
  const restore = (form) => {
    const saved = JSON.parse(sessionStorage.getItem(keyOf(form)) || "null");
    if (!saved) return;
    for (const element of kept(form)) {
      const values = saved[element.name];
      if (!values) continue;
      if (element.type === "checkbox" || element.type === "radio") element.checked = values.includes(element.value);
      else if (element.multiple) for (const option of element.options) option.selected = values.includes(option.value);
      else if (values.length) element.value = values.shift();
    }
  };
  const remember = (form) => {
    const values = {};
    for (const element of kept(form)) values[element.name] = [];
    for (const [name, value] of new FormData(form)) if (values[name] && typeof value === "string") values[name].push(value);
    sessionStorage.setItem(keyOf(form), JSON.stringify(values));
  };
  for (const form of forms) {
    // A page that answers what was sent (data-carries, or with errors) already carries what was typed.
    if (!form.matches("[data-carries]") && !form.querySelector("[aria-invalid=true]")) restore(form);
    form.addEventListener("input", () => remember(form));
    form.addEventListener("submit", () => sessionStorage.setItem(`sent:${keyOf(form)}`, "yes"));
  }
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-forgets]")) sessionStorage.clear();
  });

  // data-picks="name": one press chooses all boxes of that name, the next one none.
  document.addEventListener("click", (event) => {
    const picker = event.target.closest("[data-picks]");
    if (!picker) return;
    const boxes = [...document.querySelectorAll(`input[type=checkbox][name="${picker.dataset.picks}"]`)];
    const every = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !every;
  });

  // A list beside which one of its things is opened: data-beside says where its part comes from, #beside takes it. Where
  // there is no room for that (a phone), or without scripts, the link leads to its page.
  const beside = document.getElementById("beside");
  const openable = () => [...document.querySelectorAll("a[data-beside]")];
  const hasRoom = () => beside !== null && beside.getClientRects().length > 0;
  const openBeside = (link) => {
    for (const other of openable()) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    link.focus();
    if (!hasRoom()) return;
    htmx.ajax("GET", link.dataset.beside, { target: beside, swap: "innerHTML" });
    history.replaceState(null, "", link.dataset.place);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-beside]");
    if (link && hasRoom() && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      openBeside(link);
    }
    const stepper = event.target.closest("[data-steps]");
    if (!stepper) return;
    const links = openable();
    const now = links.findIndex((each) => each.hasAttribute("aria-current"));
    const next = links[now < 0 ? 0 : now + Number(stepper.dataset.steps)];
    if (next) openBeside(next);
  });

  // Parts of pages that htmx exchanges: busy while they wait, and read out when they arrive.
  document.addEventListener("htmx:beforeRequest", (event) => event.detail.target?.setAttribute?.("aria-busy", "true"));
  document.addEventListener("htmx:afterRequest", (event) => event.detail.target?.removeAttribute?.("aria-busy"));
  document.addEventListener("htmx:afterSwap", (event) => event.detail.target?.querySelector?.("[data-focus]")?.focus());
})();
