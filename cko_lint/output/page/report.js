"use strict";

const list = document.getElementById("findings");
const findings = [...list.querySelectorAll(".finding")];
const search = document.getElementById("search");
const shown = document.getElementById("shown");
const keys = document.getElementById("keys");
const severities = [...document.querySelectorAll("input[name=severity]")];
const groupings = [...document.querySelectorAll("input[name=group]")];

document.querySelector(".tools").hidden = false;

function visible() {
  return [...list.querySelectorAll(".finding")].filter((finding) => !finding.hidden);
}

function filter() {
  const wanted = search.value.toLowerCase();
  const on = severities.filter((box) => box.checked).map((box) => box.value);
  for (const finding of findings) {
    finding.hidden = !on.includes(finding.dataset.severity) || !finding.textContent.toLowerCase().includes(wanted);
  }
  for (const group of list.querySelectorAll("section")) {
    group.hidden = !group.querySelector(".finding:not([hidden])");
  }
  shown.textContent = `${visible().length} of ${findings.length} shown`;
}

function group() {
  const by = groupings.find((choice) => choice.checked).value;
  const groups = new Map();
  for (const finding of findings) {
    const name = by === "rule" ? `${finding.dataset.rule} ${finding.dataset.name}` : finding.dataset.file;
    groups.set(name, [...(groups.get(name) ?? []), finding]);
  }
  const names = by === "rule" ? [...groups.keys()].sort() : [...groups.keys()];
  list.replaceChildren(...names.map((name) => section(name, groups.get(name))));
  for (const index of document.querySelectorAll("nav section")) {
    index.hidden = index.dataset.by !== by;
  }
  filter();
}

function section(name, members) {
  const made = document.createElement("section");
  const head = document.createElement("h2");
  head.textContent = name;
  made.append(head, ...members);
  return made;
}

function move(by) {
  const all = visible();
  const at = all.indexOf(document.activeElement?.closest(".finding"));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "start" });
}

function choose(by) {
  groupings.find((choice) => choice.value === by).checked = true;
  group();
}

function toggle(index) {
  severities[index].checked = !severities[index].checked;
  filter();
}

const actions = {
  j: () => move(1),
  n: () => move(1),
  k: () => move(-1),
  p: () => move(-1),
  f: () => choose("file"),
  r: () => choose("rule"),
  1: () => toggle(0),
  2: () => toggle(1),
  3: () => toggle(2),
  "/": () => search.focus(),
  "?": () => keys.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target === search) {
    search.value = "";
    search.blur();
    filter();
    return;
  }
  const typing = event.target.matches("input[type=search]");
  if (typing || keys.open || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
  if (action) {
    event.preventDefault();
    action();
  }
});
function openRule() {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.matches("details")) {
    target.open = true;
  }
}

window.addEventListener("hashchange", openRule);
search.addEventListener("input", filter);
severities.forEach((box) => box.addEventListener("change", filter));
groupings.forEach((choice) => choice.addEventListener("change", group));
group();
openRule();
