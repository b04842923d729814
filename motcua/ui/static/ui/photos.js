// Files chosen for one paper (data-photos), shown before they are sent: turned, put in order, taken out again.
// Without it all fields of the form are sent as they are.
"use strict";

(() => {
  const EDGE = 112;

  const draw = async (canvas, file, turned) => {
    let picture;
    try {
      picture = await createImageBitmap(file);
    } catch {
      canvas.hidden = true; // no picture, or of a kind this browser cannot show
      return;
    }
    const scale = EDGE / Math.max(picture.width, picture.height);
    const pen = canvas.getContext("2d");
    canvas.width = canvas.height = EDGE;
    pen.translate(EDGE / 2, EDGE / 2);
    pen.rotate((turned * Math.PI) / 180);
    pen.scale(scale, scale);
    pen.drawImage(picture, -picture.width / 2, -picture.height / 2);
    picture.close();
  };

  for (const part of document.querySelectorAll("[data-photos]")) {
    const name = part.dataset.photos;
    const list = part.querySelector("[data-photos-list]");
    const row = part.querySelector("template");
    const inputs = part.querySelectorAll("input[type=file]");
    const form = part.closest("form");
    let chosen = [];

    const shown = (one, place) => {
      const item = row.content.cloneNode(true);
      const act = (what, change) => {
        const button = item.querySelector(`[data-photos-${what}]`);
        button.setAttribute("aria-label", `${button.textContent.trim()}: ${one.file.name}`);
        button.addEventListener("click", () => {
          change();
          show();
          list.querySelectorAll(`[data-photos-${what}]`)[Math.min(place, chosen.length - 1)]?.focus();
        });
        return button;
      };
      const swap = () => chosen.splice(place - 1, 2, chosen[place], chosen[place - 1]);
      item.querySelector("[data-photos-name]").textContent = `${place + 1}. ${one.file.name}`;
      act("turn", () => { one.turned = (one.turned + 90) % 360; }).hidden = !one.file.type.startsWith("image/");
      act("earlier", swap).hidden = place === 0;
      act("out", () => chosen.splice(place, 1));
      draw(item.querySelector("canvas"), one.file, one.turned);
      return item;
    };
    const show = () => {
      list.replaceChildren(...chosen.map(shown));
      list.hidden = !chosen.length;
    };

    for (const input of inputs) {
      input.addEventListener("change", () => {
        chosen.push(...[...input.files].map((file) => ({ file, turned: 0 })));
        input.value = "";
        show();
      });
    }
    form.addEventListener("formdata", ({ formData }) => {
      if (!chosen.length) return;
      formData.delete(`file-${name}`);
      for (const { file } of chosen) formData.append(`file-${name}`, file);
      formData.set(`turned-${name}`, chosen.map(({ turned }) => turned).join(","));
    });
  }
})();
