// vis-timeline with every event in a group of its category; with ?clusters its own clustering is on.
import { Timeline, DataSet } from "vis-timeline/standalone";

const events = await (await fetch("events.json")).json();
const groups = [...new Set(events.map(one => one.group))].map(id => ({ id, content: id || "none" }));
const options = { height: "600px", cluster: location.search === "?clusters" ? { maxItems: 5 } : false };
const timeline = new Timeline(document.getElementById("here"), new DataSet(events), new DataSet(groups), options);
const drawn = () => new Promise(done => timeline.on("changed", function once() { timeline.off("changed", once); requestAnimationFrame(() => done()); }));
await drawn();
window.loadedAt = performance.now();
let turn = 0;
window.move = async () => {
  const began = performance.now(), done = drawn();
  if (turn++ % 6 < 3) timeline.zoomIn(0.4, { animation: false }); else timeline.zoomOut(0.4, { animation: false });
  await done;
  return performance.now() - began;
};
