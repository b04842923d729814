// A signature on the screen (data-sign): its picture is put into the field for files. How it was drawn stays nowhere.
"use strict";

(() => {
  const WIDTH_OF_A_LINE = 3;
  for (const part of document.querySelectorAll("[data-sign]")) {
    const input = document.getElementById(part.dataset.sign);
    const canvas = part.querySelector("canvas");
    const drawing = canvas?.getContext("2d");
    if (!input || !drawing) continue;
    part.hidden = false;

    const clear = () => {
      drawing.fillStyle = "#ffffff";
      drawing.fillRect(0, 0, canvas.width, canvas.height);
      input.value = "";
    };
    const place = (event) => {
      const frame = canvas.getBoundingClientRect();
      return [
        ((event.clientX - frame.left) * canvas.width) / frame.width,
        ((event.clientY - frame.top) * canvas.height) / frame.height,
      ];
    };
    const keep = () => {
      // At once, so that a press right after the last stroke has it.
      const picture = Uint8Array.from(atob(canvas.toDataURL("image/png").split(",")[1]), (sign) => sign.charCodeAt(0));
      const files = new DataTransfer();
      files.items.add(new File([picture], "signature.png", { type: "image/png" }));
      input.files = files.files;
    };
    let isDown = false;

    canvas.addEventListener("pointerdown", (event) => {
      isDown = true;
      canvas.setPointerCapture(event.pointerId);
      drawing.lineWidth = WIDTH_OF_A_LINE;
      drawing.lineCap = drawing.lineJoin = "round";
      drawing.strokeStyle = "#10243e";
      drawing.beginPath();
      drawing.moveTo(...place(event));
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!isDown) return;
      drawing.lineTo(...place(event));
      drawing.stroke();
    });
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, () => {
        if (isDown) keep();
        isDown = false;
      });
    }
    part.querySelector("[data-sign-clear]").addEventListener("click", clear);
    clear();
  }
})();
