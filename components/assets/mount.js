// All that Streamlit is sent of the host: where the rest is. The rest is fetched once and kept by the browser.

const styleSheet = [...document.styleSheets].map(style => style.href).find(href => href?.includes("/static/"));
const root = styleSheet ? styleSheet.slice(0, styleSheet.indexOf("/static/") + 1) : new URL("./", location.href).href;
const host = import(new URL("HOST_PATH", root).href);

export default async component => {
  try {
    return (await host).default(component, root);
  } catch (error) {
    component.parentElement.textContent = "The timeline did not load. Start Dateline with `streamlit run app.py`, then reload the page.";
    throw error;
  }
};
