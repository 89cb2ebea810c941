// The keyboard, menus, and forms that are not lost or sent twice. Everything works without it, only slower.
"use strict";
(() => {
  const typing = (target) => target.closest("input, select, textarea, [contenteditable]");

  // --- rows: arrows move, Enter and a click open ---
  const rowsOf = (table) => [...table.querySelectorAll("tbody > tr[data-href]")];
  const openRow = (row, event) => {
    if (event.ctrlKey || event.metaKey) window.open(row.dataset.href, "_blank", "noopener");
    else window.location.assign(row.dataset.href);
  };
  const makeRowsReachable = (root) => {
    for (const table of root.querySelectorAll("table[data-rows]")) {
      rowsOf(table).forEach((row, place) => { row.tabIndex = place === 0 ? 0 : -1; });
    }
  };
  const moveTo = (rows, row, from) => {
    if (!row) return;
    if (from) from.tabIndex = -1;
    row.tabIndex = 0;
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  };
  const inRow = (event, row) => {
    const rows = rowsOf(row.closest("table"));
    const place = rows.indexOf(row);
    const go = { ArrowDown: rows[place + 1], ArrowUp: rows[place - 1], Home: rows[0], End: rows[rows.length - 1] };
    if (event.key in go) { event.preventDefault(); moveTo(rows, go[event.key], row); }
    else if (event.key === "Enter" && event.target === row) openRow(row, event);
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const link = document.querySelector(event.key === "ArrowRight" ? "a[rel=next]" : "a[rel=prev]");
      if (link) link.click();
    }
  };

  // --- a month or a day: arrows step it ---
  const pad = (number) => String(number).padStart(2, "0");
  const step = (input, by) => {
    const parts = input.value.match(/^(\d{4})-(\d{2})(?:-(\d{2}))?$/);
    if (!parts) return;
    const date = new Date(Date.UTC(+parts[1], +parts[2] - 1, +(parts[3] || 1)));
    if (input.dataset.steps === "month") date.setUTCMonth(date.getUTCMonth() + by);
    else date.setUTCDate(date.getUTCDate() + by);
    const month = `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}`;
    input.value = input.dataset.steps === "month" ? month : `${month}-${pad(date.getUTCDate())}`;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (menu !== except) menu.open = false;
    }
  };

  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.key === "Escape") {
      const menu = target.closest("details[data-menu][open]");
      closeMenus();
      if (menu) menu.querySelector("summary").focus();
      return;
    }
    if (event.altKey || event.isComposing) return;
    if (target.dataset && target.dataset.steps && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      step(target, event.key === "ArrowUp" ? 1 : -1);
      return;
    }
    if (typing(target)) return;
    if (event.key === "/" && !event.ctrlKey && !event.metaKey) {
      const search = document.getElementById("search");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
      return;
    }
    const row = target.closest("tr[data-href]");
    if (row) return inRow(event, row);
    if (event.key === "ArrowDown" && !target.closest("a, button, summary")) {
      const first = document.querySelector("table[data-rows] > tbody > tr[data-href]");
      if (first) { event.preventDefault(); first.focus(); }
    }
  });

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details[data-menu]"));
    if (event.target.closest("[data-print]")) return window.print();
    const row = event.target.closest("tr[data-href]");
    const selecting = String(window.getSelection()) !== "";
    if (row && !selecting && !event.target.closest("a, button, input, label, summary, select")) openRow(row, event);
  });

  // --- forms: a warning before what was typed is lost, one sending for one press ---
  let dirty = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-guard]")) dirty = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.matches("[data-guard]")) dirty = false;
    form.dataset.sent = "1";
    // Afterwards, so that the pressed button's own value is still sent.
    setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }));
    if (form.matches("[data-download]")) setTimeout(() => release(form), 2000);
  });
  const release = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("button").forEach((button) => { button.disabled = false; });
  };
  // Back from the browser's page cache: the form may be sent again (the server counts it once).
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
  });

  // --- navigation: what a reader folds or unfolds stays so; the group of the page is always open ---
  const folded = (group) => localStorage.getItem(`navigation:${group.dataset.group}`);
  document.querySelectorAll(".side details[data-group]").forEach((group) => {
    if (folded(group) && !group.querySelector(".active")) group.open = folded(group) === "open";
    // Before the click takes effect; a toggle also comes when the page is laid out.
    group.querySelector("summary").addEventListener("click", () => {
      localStorage.setItem(`navigation:${group.dataset.group}`, group.open ? "closed" : "open");
    });
  });

  const showFirstFault = () => {
    const wrong = document.querySelector(".field.wrong input, .field.wrong select, .field.wrong textarea");
    if (wrong) wrong.focus();
  };
  makeRowsReachable(document);
  showFirstFault();
  document.addEventListener("htmx:load", (event) => makeRowsReachable(event.target));
})();
