import { initAll } from "../govuk/govuk-frontend.min.js";

initAll();

// Keys for lists: j and k go from row to row, Enter follows the row's first link. Never while someone is typing.
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "/") {
    const search = document.querySelector("input[name=search]");
    if (search) { event.preventDefault(); search.focus(); }
    return;
  }
  if (event.key !== "j" && event.key !== "k") return;
  const links = [...document.querySelectorAll(".govuk-table__body tr")].map((row) => row.querySelector("a")).filter(Boolean);
  if (!links.length) return;
  const here = links.indexOf(document.activeElement);
  const next = event.key === "j" ? Math.min(here + 1, links.length - 1) : Math.max(here - 1, 0);
  links[next].focus();
});

// A day or a number that is only half typed is sent as nothing: the form waits, and the browser says so beside the field.
document.addEventListener("submit", (event) => {
  const half = [...event.target.elements].find((field) => field.validity?.badInput);
  if (half) { event.preventDefault(); half.reportValidity(); }
});
