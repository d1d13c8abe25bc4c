// All that Streamlit is sent of the host: where the rest is. The rest is fetched once and kept by the browser.
const sheet = [...document.styleSheets].map(one => one.href).find(href => href?.includes("/static/"));
const root = sheet ? sheet.slice(0, sheet.indexOf("/static/") + 1) : new URL("./", location.href).href;
const host = import(new URL("HOST_PATH", root).href);

export default async component => {
  try {
    return (await host).default(component, root);
  } catch (mistake) {
    component.parentElement.textContent = "The timeline did not load. Start Dateline with `streamlit run app.py`, then reload the page.";
    throw mistake;
  }
};
