import { principal } from '@purser/message';
import type { Gateway } from '../gateway.ts';
import type { Customer, Staff } from '../identity/who.ts';
import { openCursors } from './cursors.ts';
import type { Call } from './operation.ts';

type Paged = Call<Staff | Customer, unknown, { after?: string | undefined; limit?: number | undefined }, unknown>;

/** The part of a list that a request asks for, and how the next one is named: a cursor is good for who got it, there. */
export function pageOf(g: Pick<Gateway, 'sessionKey'>, { who, query, asked }: Paged) {
  const cursors = openCursors(g.sessionKey);
  const scope = `${who.tenant} ${principal(who.actor)} ${asked.route}`;
  const after = cursors.open(scope, query.after);
  return {
    page: { ...(after !== undefined && { after }), ...(query.limit !== undefined && { limit: query.limit }) },
    next: (next: string | null) => cursors.close(scope, next),
  };
}
