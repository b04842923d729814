// Days are typed as texts, day first (data-day). This sets the strokes while digits are typed, writes a day that is left as
// the page writes days, and puts the browser's calendar behind a button. Without it a day is typed and sent as well.
"use strict";

(() => {
  const BEFORE_STROKE = /^(\d{2}|\d{2}\/\d{2})$/;
  const PARTS = /^(\d{1,2})[/.\- ]?(\d{1,2})[/.\- ]?(\d{4})$/;

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches?.("[data-day]") || event.inputType !== "insertText") return;
    if (BEFORE_STROKE.test(field.value)) field.value += "/";
    field.value = field.value.replace("//", "/");
  });

  document.addEventListener("change", (event) => {
    const parts = event.target.matches?.("[data-day]") && event.target.value.trim().match(PARTS);
    if (parts) event.target.value = `${parts[1].padStart(2, "0")}/${parts[2].padStart(2, "0")}/${parts[3]}`;
  });

  const inCalendar = (typed) => {
    const parts = typed.trim().match(PARTS);
    return parts ? `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}` : "";
  };

  // The calendar is the browser's own: a field that nobody tabs into, opened by a button beside the text.
  const withCalendar = (field) => {
    const calendar = Object.assign(document.createElement("input"), { type: "date", tabIndex: -1, className: "mc-day-calendar" });
    calendar.setAttribute("aria-hidden", "true");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn mc-day-button" });
    button.setAttribute("aria-label", `${field.dataset.day}: ${field.labels[0]?.firstChild.textContent.trim() ?? ""}`);
    button.addEventListener("click", () => {
      calendar.value = inCalendar(field.value);
      calendar.showPicker();
    });
    calendar.addEventListener("change", () => {
      field.value = calendar.value.split("-").reverse().join("/");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    });
    const frame = Object.assign(document.createElement("span"), { className: "mc-day-frame" });
    field.before(frame);
    frame.append(field, button, calendar);
  };

  const within = (part) => part.querySelectorAll("[data-day]:not(.mc-day-frame > *)").forEach(withCalendar);
  if ("showPicker" in HTMLInputElement.prototype) {
    within(document);
    document.addEventListener("htmx:load", (event) => within(event.detail.elt));
  }
})();
