// TimelineJS with every event a slide.
const { Timeline } = window.TL;   // its own bundle, before this

const dated = iso => { const [year, month, day] = iso.slice(0, 10).split("-").map(Number); return { year, month, day }; };
const events = (await (await fetch("events.json")).json()).map(one =>
  ({ unique_id: String(one.id), start_date: dated(one.start), text: { headline: one.content }, group: one.group || undefined }));
const font = new URL("packages/@knight-lab/timelinejs/dist/css/fonts/font.default.css", location).href;   // not from its makers' server
const timeline = new Timeline("here", { events }, { font });
await new Promise(done => timeline.on("loaded", done));
await new Promise(requestAnimationFrame);
window.loadedAt = performance.now();
let turn = 0;
window.move = async () => {
  const began = performance.now();
  if (turn++ % 4 < 2) timeline.zoomIn(); else timeline.zoomOut();
  await new Promise(requestAnimationFrame);
  await new Promise(done => setTimeout(done));
  return performance.now() - began;
};
