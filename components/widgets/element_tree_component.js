// A piece of page: the tree of elements that Python sends, drawn in place.

import { draw, rootOf } from "./element_tree.js";
import { keepFocus } from "./event_keys.js";

export default function ({ data, parentElement, setTriggerValue }) {
  const root = rootOf(parentElement, "sheet");
  root._outbox.connect(setTriggerValue);
  keepFocus(root, () => draw(root, data));
}
