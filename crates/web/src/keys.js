// Keys: / to search, j and k from line to line, Enter opens. Pages work without it.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (event.key === "/") {
    document.getElementById("search").focus();
    event.preventDefault();
    return;
  }
  if (event.key !== "j" && event.key !== "k") return;
  const lines = [...document.querySelectorAll(".line")];
  const here = lines.indexOf(document.activeElement.closest(".line"));
  const next = lines[Math.max(0, Math.min(lines.length - 1, here + (event.key === "j" ? 1 : -1)))];
  const link = next && next.querySelector("a.head, a.words, a");
  if (link) {
    link.focus();
    next.scrollIntoView({ block: "nearest" });
  }
});
