// What the file knows: the record that Python put into the page, and the sizes that it draws with.

export const record = JSON.parse(document.getElementById("record").textContent);

/** Pixels and steps as the page of the app has them; `offline/drawing` names where each is declared. */
export const { drawing } = record.chart;
