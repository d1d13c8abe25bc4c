// The entry of a document that is there to be printed: every page of the briefing, once the font is there.

import { deckOfPage } from "./slide_elements.js";
import { layPages } from "./print.js";

document.documentElement.dataset.shade = "light";
await document.fonts.load('600 20px "Source Sans"').catch(() => []);
await document.fonts.ready;
layPages(deckOfPage());
