const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;

export const isColour = (text: string): boolean => HEX.test(text);

/** The contrast of two colours `#rrggbb`, 1 to 21, as WCAG 2 reckons it; undefined for what is no colour. */
export function contrast(a: string, b: string): number | undefined {
  const [first, second] = [luminance(a), luminance(b)];
  if (first === undefined || second === undefined) return undefined;
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** Text must have this much on its ground to be read by nearly all. */
export const LEAST = 4.5;

/** White or near black: whichever reads better on the colour. */
export function readableOn(colour: string): '#ffffff' | '#17171c' {
  return (contrast(colour, '#ffffff') ?? 1) >= (contrast(colour, '#17171c') ?? 1) ? '#ffffff' : '#17171c';
}

function luminance(colour: string): number | undefined {
  const match = HEX.exec(colour);
  if (!match) return undefined;
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((part) => linear(Number.parseInt(part, 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
