// Makes the plain elements of the plot, under class names of our own.

export function makeElement(tag, className, parent, attributes = {}) {
  const element = document.createElement(tag);
  element.className = className.split(" ").map(name => `dateline-${name}`).join(" ");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent?.append(element);
  return element;
}

export function makePill(parent, text, onClick, name = "") {
  const button = makeElement("button", "pill", parent, { type: "button" });
  button.textContent = text;
  if (name) { button.setAttribute("aria-label", name); button.title = name; }
  button.addEventListener("click", onClick);
  return button;
}
