export default function ({ data, parentElement, setTriggerValue }) {
  const root = rootOf(parentElement, "sheet");
  root._send = setTriggerValue;
  draw(root, data?.nodes ?? []);
}
