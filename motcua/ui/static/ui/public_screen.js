// A large upright screen stands in a hall (citizen.css has the same condition): what somebody left open there is put
// away when nobody touches it, after it was asked whether he is still there.
"use strict";

(() => {
  const UNTOUCHED_SECONDS = 90;
  const ASKED_SECONDS = 30;
  const question = document.querySelector("[data-puts-away]");
  if (!question || !matchMedia("(orientation: portrait) and (min-width: 60rem)").matches) return;

  let waiting;
  const putAway = () => location.replace(question.dataset.putsAway);
  const ask = () => {
    question.showModal();
    waiting = setTimeout(putAway, ASKED_SECONDS * 1000);
  };
  const begin = () => {
    clearTimeout(waiting);
    if (question.open) question.close();
    waiting = setTimeout(ask, UNTOUCHED_SECONDS * 1000);
  };
  for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, begin, { passive: true });
  begin();
})();
