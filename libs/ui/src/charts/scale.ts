/** Round figures from at or below `min` to at or above `max`, about `count` steps apart; zero is always among them. */
export function niceTicks(min: number, max: number, count = 4): number[] {
  const low = Math.min(0, min);
  const high = Math.max(0, max);
  if (low === high) return [0, 1];
  const step = niceStep((high - low) / count);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** The least of 1, 2, 2.5, 5 and 10 times a power of ten that is not below `rough`; whole, since charts show whole minor units and counts. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough - power * 1e-9) ?? 10 * power;
  return Math.max(1, Math.ceil(step));
}

/** A function from values to places: `from` lands on `start`, `to` on `end`. */
export function linear(from: number, to: number, start: number, end: number): (value: number) => number {
  if (from === to) return () => start;
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** Which of `count` labels to write where each takes `each_px` of `width_px`: every nth, the last one always. */
export function labelsShown(count: number, width_px: number, each_px: number): Set<number> {
  const room = Math.max(1, Math.floor(width_px / each_px));
  const every = Math.max(1, Math.ceil(count / room));
  const shown = new Set<number>();
  for (let index = count - 1; index >= 0; index -= every) shown.add(index);
  return shown;
}
