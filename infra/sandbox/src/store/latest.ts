import type { Kind } from '../kinds.ts';
import type { World } from '../world.ts';
import { textOf } from './open.ts';

/** The latest objects of a kind in all accounts, the newest first. */
export const latest = <B>(world: World, kind: Kind, limit: number): { account: string; body: B }[] =>
  world.db
    .sql('SELECT account, body FROM objects WHERE kind = ? AND deleted = 0 ORDER BY seq DESC LIMIT ?')
    .all(kind, limit)
    .map((row) => ({ account: textOf(row.account), body: JSON.parse(textOf(row.body)) }));
