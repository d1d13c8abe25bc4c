// Colours as CSS writes them, taken apart.

/** Red, green and blue, 0 to 255; null for what is not a colour that covers anything. */
export function rgbOf(color) {
  const hex = /^#([0-9a-f]{6})/i.exec(color) ?? /^#([0-9a-f]{3})$/i.exec(color);
  if (hex) return hex[1].length === 3 ? [...hex[1]].map(digit => parseInt(digit + digit, 16)) : hex[1].match(/../g).map(pair => parseInt(pair, 16));
  const parts = /^rgba?\(\s*(\d+)[ ,]+(\d+)[ ,]+(\d+)(?:[ ,/]+([\d.]+))?/.exec(color);
  return parts && parts[4] !== "0" ? parts.slice(1, 4).map(Number) : null;
}
