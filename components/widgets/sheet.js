export default function ({ data, parentElement, setTriggerValue }) {
  const root = rootOf(parentElement, "sheet");
  root._sending.use(setTriggerValue);
  draw(root, data?.nodes ?? []);
}
