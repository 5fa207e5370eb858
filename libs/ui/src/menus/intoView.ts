/** So much of the neighbour shows, so that one sees there is one. */
const NEIGHBOUR_PX = 32;

/** How far a row must be scrolled for a part of it to be seen, in pixels; where it is already, when it is seen. */
export function intoView(row: { from: number; width: number; start: number; end: number }): number {
  const { from, width, start, end } = row;
  if (start < from) return Math.max(0, start - NEIGHBOUR_PX);
  if (end > from + width) return Math.min(start, end - width + NEIGHBOUR_PX);
  return from;
}
