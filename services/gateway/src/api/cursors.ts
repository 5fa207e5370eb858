import { fault } from '@purser/fault';
import { type MasterKey, sign, verify } from '@purser/vault';

/** Where a list goes on, as it leaves us: signed, and good for this tenant, reader and list alone. */
export type Cursors = {
  close(scope: string, next: string | null): string | null;
  /** @throws Fault invalid `invalid_cursor` */
  open(scope: string, after: string | undefined): string | undefined;
};

export function openCursors(key: MasterKey): Cursors {
  return {
    close: (scope, next) =>
      next === null ? null : `${Buffer.from(next).toString('base64url')}.${sign(key, 'cursor', `${scope} ${next}`)}`,
    open: (scope, after) => {
      if (after === undefined) return undefined;
      const [body = '', signature = '', ...more] = after.split('.');
      const next = Buffer.from(body, 'base64url').toString();
      if (more.length > 0 || !verify(key, 'cursor', `${scope} ${next}`, signature))
        throw fault('invalid', 'invalid_cursor', 'The cursor is not one of ours.', {
          errors: [{ path: 'after', code: 'invalid_cursor', message: 'Use what stood in `next`.' }],
        });
      return next;
    },
  };
}
