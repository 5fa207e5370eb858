/** Where a line and a column, both counted from one, stand in a text. */
export function placeOf(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return Math.min(text.length, before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1);
}

/** A text with something in place of a selection, and where the caret is then. */
export function insertAt(
  text: string,
  start: number,
  end: number | null,
  what: string,
): { text: string; caret: number } {
  return { text: text.slice(0, start) + what + text.slice(end ?? start), caret: start + what.length };
}
