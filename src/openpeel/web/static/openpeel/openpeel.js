import { initAll } from "../govuk/govuk-frontend.min.js";

initAll();

// Keys for lists: j and k go from row to row, Enter follows the row's first link, x ticks the row, g goes to where the
// ticked are given. Never while someone is typing.
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  const rows = [...document.querySelectorAll(".govuk-table__body tr")].filter((row) => row.querySelector("a"));
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const go = (place) => rows[place]?.querySelector("a").focus();
  const focus = (field) => { if (field) { event.preventDefault(); field.focus(); } };
  if (event.key === "j") go(Math.min(here + 1, rows.length - 1));
  if (event.key === "k") go(Math.max(here - 1, 0));
  if (event.key === "x") rows[here]?.querySelector("input[type=checkbox]")?.click();
  if (event.key === "g") focus(document.querySelector("select[name=to]"));
  if (event.key === "/") focus(document.querySelector("input[name=search]"));
});

// A browser would send a day or a number that is only half typed as nothing, and it would be lost unsaid. The form is not
// sent; the browser says beside the field what is missing.
document.addEventListener("submit", (event) => {
  const half = [...event.target.elements].find((field) => field.validity?.badInput);
  if (half) { event.preventDefault(); half.reportValidity(); }
});
