// All that Streamlit is sent of a component, again with each of its messages: where the rest is. The rest is fetched
// once and kept by the browser. Its data come as the bytes of JSON.

const styleSheet = [...document.styleSheets].map(style => style.href).find(href => href?.includes("/static/"));
const root = styleSheet ? styleSheet.slice(0, styleSheet.indexOf("/static/") + 1) : new URL("./", location.href).href;
const code = import(new URL("CODE_PATH", root).href);

export default async component => {
  try {
    return (await code).default({ ...component, data: JSON.parse(new TextDecoder().decode(component.data)) }, root);
  } catch (error) {
    component.parentElement.textContent = "A part of the page did not load. Start Dateline with `streamlit run app.py`, then reload the page.";
    throw error;
  }
};
