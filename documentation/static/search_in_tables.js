"use strict";
/* A field above the first table of a page of reference: rows that lack one of its words are hidden, and parts
   without a row left. What was looked for stands in the address, so that it can be sent. */
addEventListener("DOMContentLoaded", () => {
  const tables = [...document.querySelectorAll("table.searched")];
  if (tables.reduce((sum, table) => sum + table.tBodies[0].rows.length, 0) < 25) return;
  const french = document.documentElement.lang === "fr";
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const rows = tables.flatMap((table) =>
    [...table.tBodies[0].rows].map((row) => ({
      row,
      text: plain(`${row.textContent} ${row.closest("section").querySelector("h2")?.textContent ?? ""} ${row.closest("section").querySelector("p code")?.textContent ?? ""}`),
    })),
  );
  const field = document.createElement("input");
  field.type = "search";
  field.placeholder = french ? "Chercher dans ces tables" : "Look in these tables";
  field.setAttribute("aria-label", field.placeholder);
  const count = document.createElement("output");
  const bar = document.createElement("p");
  bar.className = "look-in-tables";
  bar.append(field, count);
  const first = tables[0].closest("section");
  first.parentNode.insertBefore(bar, first);
  const look = () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      left += row.hidden ? 0 : 1;
    }
    for (const table of tables) {
      table.closest("section").hidden = ![...table.tBodies[0].rows].some((row) => !row.hidden);
    }
    count.textContent = french ? `${left} lignes sur ${rows.length}` : `${left} of ${rows.length} rows`;
    const address = new URL(location.href);
    if (words.length) address.searchParams.set("look", field.value);
    else address.searchParams.delete("look");
    try { history.replaceState(null, "", address); } catch { /* a page opened from a file may refuse */ }
  };
  field.addEventListener("input", look);
  field.value = new URL(location.href).searchParams.get("look") ?? "";
  look();
});
