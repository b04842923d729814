// Forms that send files (data-upload): what is too large is said before it is sent, and how far the sending has come.
"use strict";

(() => {
  for (const form of document.querySelectorAll("form[data-upload]")) {
    const wrong = form.querySelector("[data-upload-wrong]");
    const shown = form.querySelector("[data-upload-shown]");
    const bar = shown.querySelector("progress");

    const tell = (words) => {
      wrong.textContent = words;
      wrong.hidden = !words;
    };
    const rest = () => {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
      shown.hidden = true;
    };
    const goTo = (address) => {
      const target = new URL(address, location.href);
      const isHere = target.pathname === location.pathname;
      location.assign(target);
      if (isHere) location.reload();
    };
    const show = (page) => {
      history.pushState(null, "", form.action);
      document.open();
      document.write(page);
      document.close();
    };
    const send = (fields) => {
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("X-Upload", "1");
      request.upload.addEventListener("progress", (event) => {
        bar.max = event.total;
        bar.value = event.loaded;
      });
      request.addEventListener("load", () => {
        const address = request.getResponseHeader("X-Goes-To");
        if (address) goTo(address);
        else show(request.responseText);
      });
      request.addEventListener("error", () => {
        rest();
        tell(form.dataset.lost);
      });
      request.send(fields);
    };

    form.addEventListener("submit", (event) => {
      const fields = new FormData(form);
      const files = [...fields.values()].filter((value) => value instanceof File && value.size);
      if (!files.length) return;
      event.preventDefault();
      if (form.dataset.sent) return;
      if (event.submitter?.name) fields.append(event.submitter.name, event.submitter.value);
      const large = files.filter((file) => file.size > Number(form.dataset.most));
      tell(large.length ? `${form.dataset.tooLarge} ${large.map((file) => file.name).join(", ")}` : "");
      if (large.length) return;
      form.dataset.sent = "yes";
      form.setAttribute("aria-busy", "true");
      shown.hidden = false;
      send(fields);
    });
  }
})();
