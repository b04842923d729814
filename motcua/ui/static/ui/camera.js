// The camera of a desk (data-camera): what it takes is put into the field for files, where it is sent like any other.
"use strict";

(() => {
  for (const part of document.querySelectorAll("[data-camera]")) {
    const input = document.getElementById(part.dataset.camera);
    const shown = part.querySelector("[data-camera-shown]");
    const opener = part.querySelector("[data-camera-open]");
    const picture = part.querySelector("video");
    const said = part.querySelector("[data-camera-said]");
    if (!input || !navigator.mediaDevices?.getUserMedia) continue;
    part.hidden = false;

    const close = () => {
      for (const track of picture.srcObject?.getTracks() ?? []) track.stop();
      picture.srcObject = null;
      shown.hidden = true;
      opener.hidden = false;
    };
    const keep = (photo) => {
      const files = new DataTransfer();
      for (const file of input.files) files.items.add(file);
      files.items.add(new File([photo], `photo-${input.files.length + 1}.jpg`, { type: "image/jpeg" }));
      input.files = files.files;
      said.textContent = `${part.dataset.taken} ${input.files.length}`;
    };

    opener.addEventListener("click", async () => {
      try {
        picture.srcObject = await navigator.mediaDevices.getUserMedia({
          // Everything the camera sees, as sharply as it can: a browser that fits the picture cuts the sheet's edges.
          video: { facingMode: "environment", width: { ideal: 4096 }, height: { ideal: 4096 }, resizeMode: "none" },
        });
      } catch {
        said.textContent = part.dataset.none;
        return;
      }
      shown.hidden = false;
      opener.hidden = true;
      await picture.play();
    });
    part.querySelector("[data-camera-take]").addEventListener("click", () => {
      const canvas = document.createElement("canvas");
      canvas.width = picture.videoWidth;
      canvas.height = picture.videoHeight;
      canvas.getContext("2d").drawImage(picture, 0, 0);
      canvas.toBlob((photo) => photo && keep(photo), "image/jpeg", 0.92);
    });
    part.querySelector("[data-camera-close]").addEventListener("click", close);
    window.addEventListener("pagehide", close);
  }
})();
