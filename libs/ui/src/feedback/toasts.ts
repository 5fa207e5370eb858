/** A short word about something just done. */
export type Toast = {
  id: number;
  text: string;
  tone: 'neutral' | 'success' | 'danger';
  /** Takes it back. */
  undo?: () => void;
  /** Goes to what came of it. */
  link?: { label: string; href: string };
  /** Stays until it is dismissed. */
  stays: boolean;
};

type Said = Partial<Omit<Toast, 'id' | 'text'>>;

const MOST = 3;
let shown: readonly Toast[] = [];
let lastId = 0;
const readers = new Set<() => void>();

function show(next: readonly Toast[]): void {
  shown = next;
  for (const reader of readers) reader();
}

/** Says a short word at the edge of the page; harm stays until it is dismissed. Returns how to take it away. */
export function toast(text: string, said: Said = {}): () => void {
  lastId += 1;
  const id = lastId;
  const tone = said.tone ?? 'neutral';
  show([...shown, { ...said, id, text, tone, stays: said.stays ?? tone === 'danger' }].slice(-MOST));
  return () => dismissToast(id);
}

export function dismissToast(id: number): void {
  show(shown.filter((each) => each.id !== id));
}

export const shownToasts = (): readonly Toast[] => shown;

export function subscribeToToasts(reader: () => void): () => void {
  readers.add(reader);
  return () => readers.delete(reader);
}
