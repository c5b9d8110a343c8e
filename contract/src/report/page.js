"use strict";
(() => {
  const words = document.getElementById("words");
  const boxes = [...document.querySelectorAll('input[type="checkbox"]')];
  const sections = [...document.querySelectorAll("section")];
  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const classes = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    let shown = 0;
    for (const section of sections) {
      const title = section.querySelector("h2").textContent.toLowerCase();
      let any = false;
      for (const item of section.querySelectorAll("li")) {
        const text = title + " " + item.textContent.toLowerCase();
        item.hidden = !wanted.every((word) => text.includes(word));
        any ||= !item.hidden;
        if (!item.hidden && classes.has(section.className)) shown += 1;
      }
      section.hidden = !any || !classes.has(section.className);
    }
    document.getElementById("shown").textContent = shown + (shown === 1 ? " change" : " changes") + " shown";
  };
  document.querySelector("form").addEventListener("input", filter);
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
