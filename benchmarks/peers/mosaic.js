// Mosaic: events by time, and by category as far as the brush on the first reaches.
import * as vg from "@uwdata/vgplot";

vg.coordinator().databaseConnector(vg.restConnector({ uri: new URL("query", location).href }));
const brush = vg.Selection.crossfilter();
const over = vg.plot(vg.rectY(vg.from("events", { filterBy: brush }), { x: vg.bin("start"), y: vg.count() }), vg.intervalX({ as: brush }), vg.width(900), vg.height(200));
const linked = vg.plot(vg.barX(vg.from("events", { filterBy: brush }), { x: vg.count(), y: "category" }), vg.width(900), vg.height(200));
document.getElementById("here").append(over, linked);
const drawn = () => new Promise(done => {
  const watch = new MutationObserver(() => { watch.disconnect(); requestAnimationFrame(() => done()); });
  watch.observe(linked, { subtree: true, childList: true, attributes: true });
});
while (!(over.querySelector("rect[width]") && linked.querySelector("rect[width]"))) await new Promise(requestAnimationFrame);
window.loadedAt = performance.now();
window.armed = () => new Promise(done => addEventListener("pointermove", async () => {   // the brush lets no mousemove pass
  const began = performance.now();
  await drawn();
  done(performance.now() - began);
}, { capture: true, once: true }));
