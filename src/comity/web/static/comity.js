// Small comforts; every page works without them. No state, no storage, no requests of its own.
(() => {
  "use strict";

  // Words as the server counts them (kernel/words.py).
  const WORD = /[\u3040-\u30ff\u3400-\u9fff]|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’.\-/][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;
  const countWords = (text) => (text.match(WORD) || []).length;

  const showWords = (area) => {
    const line = document.getElementById(area.id + "_words");
    if (!line) return;
    const left = Number(area.dataset.words) - countWords(area.value);
    const form = left < 0 ? line.dataset.over : line.dataset.left;
    line.textContent = form.replace("#", new Intl.NumberFormat(document.documentElement.lang).format(Math.abs(left)));
    line.classList.toggle("over", left < 0);
  };

  const prepare = (root) => {
    root.querySelectorAll("textarea[data-words]").forEach(showWords);
    root.querySelectorAll("[data-needs-script]").forEach((element) => { element.hidden = false; });
    root.querySelectorAll("[data-without-script]").forEach((element) => { element.hidden = true; });
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-words]")) showWords(event.target);
  });

  // Words are searched when the reader says so, not on leaving their box.
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=search]")) event.stopPropagation();
  }, true);

  // Facets that the reader opened stay open when the list beside them changes.
  let open = [];
  document.addEventListener("htmx:beforeSwap", () => {
    open = [...document.querySelectorAll("details[id][open]")].map((element) => element.id);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    open.forEach((id) => { const element = document.getElementById(id); if (element) element.open = true; });
    prepare(event.target);
    const news = document.querySelector("[data-announce]");
    const live = document.getElementById("live");
    if (news && live) live.textContent = news.textContent.trim();
  });

  prepare(document);
  const faults = document.getElementById("faults");
  if (faults) faults.focus();
})();
