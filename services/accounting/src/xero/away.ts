import { notYet } from '@purser/bus';
import { isFault } from '@purser/fault';

/** Messages wait under this while Xero is away; nobody can tell them when it is back, so that they look by themselves. */
const awayKey = 'xero:away';

/** What staff see of a document meanwhile. */
export const awayWords = 'Xero does not answer just now; it goes on by itself.';

/**
 * No whole answer means that the same is asked again, however long Xero stays away: tries that were counted would run out within
 * half an hour, and leave the document under way for ever.
 * @returns what is to be thrown in place of `error`
 */
export function waitWhileAway(error: unknown): unknown {
  return isFault(error) && error.kind === 'external' ? notYet(awayKey) : error;
}
