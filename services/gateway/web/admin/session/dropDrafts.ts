/** The place under which the editors of the component library keep what is being written. */
const PLACE = 'purser.draft.';

/** Whoever signs out leaves nothing of a customer in the browser. */
export function dropDrafts(shelf: Pick<Storage, 'key' | 'length' | 'removeItem'>): void {
  const names = Array.from({ length: shelf.length }, (_, at) => shelf.key(at) ?? '');
  for (const name of names.filter((each) => each.startsWith(PLACE))) shelf.removeItem(name);
}
