/** A run of numbers of one kind of document, and the one it gives next. */
export type Series = { prefix: string; padding: number; next: bigint };

/** Credit notes have a series of their own, since an auditor reads each for gaps. */
export const creditNotePrefix = 'CN-';
/** Digits at least; a longer number is written in full. */
export const defaultPadding = 4;

/** @example formatNumber({ prefix: 'NW-', padding: 4, next: 12n }) === 'NW-0012' */
export function formatNumber({ prefix, padding, next }: Series): string {
  return `${prefix}${String(next).padStart(padding, '0')}`;
}
