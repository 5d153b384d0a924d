// Keys: / search, j k lines, n p pages, g and a letter to a page, ? what keys there are. Pages work without it.
"use strict";
const PAGES = { d: "/", t: "/timeline", s: "/statements", e: "/events", w: "/entities", x: "/disagreements", o: "/documents", r: "/stories", n: "/network" };
let goes = false;
document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, select, textarea");
  if (field && event.key === "Escape") field.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || field) return;
  const went = goes;
  goes = false;
  if (went && PAGES[event.key]) return location.assign(PAGES[event.key]);
  if (event.key === "g") { goes = true; return; }
  if (event.key === "/") {
    document.getElementById("search").focus();
    event.preventDefault();
    return;
  }
  if (event.key === "?") {
    const keys = document.getElementById("keys");
    keys.classList.toggle("open");
    keys.focus();
    return;
  }
  if (event.key === "Escape") document.getElementById("keys").classList.remove("open");
  if (event.key === "n" || event.key === "p") {
    const way = document.querySelector(event.key === "n" ? "a[rel=next]" : "a[rel=prev]");
    if (way) way.click();
    return;
  }
  if (event.key !== "j" && event.key !== "k") return;
  const lines = [...document.querySelectorAll(".line")];
  const here = lines.indexOf(document.activeElement.closest(".line"));
  const next = lines[Math.max(0, Math.min(lines.length - 1, here + (event.key === "j" ? 1 : -1)))];
  const link = next && next.querySelector("a.words, a.head, a");
  if (link) {
    link.focus();
    next.scrollIntoView({ block: "nearest" });
  }
});
// Something new on the desk is told, while the page is looked at; a page that is hidden holds no connection.
let news = null;
function listen() {
  if (document.hidden || !document.querySelector("nav")) {
    if (news) news.close();
    news = null;
    return;
  }
  if (news) return;
  news = new EventSource("/api/changes/stream");
  news.addEventListener("changed", () => { document.getElementById("news").hidden = false; });
}
document.querySelector("#news button").addEventListener("click", () => location.reload());
document.addEventListener("visibilitychange", listen);
listen();
