import { createHash } from 'node:crypto';
import type { Context } from '@purser/bus';
import { randomToken } from '@purser/vault';
import type { XeroConfig } from '../config.ts';
import { addConsent } from '../store/consents.ts';
import { authorizeUrl } from '../xero/oauth.ts';

/** Where the browser goes; what it carries comes back once, within the hour. */
export function beginConnection(config: XeroConfig) {
  return async (ctx: Context) => {
    const state = randomToken();
    const url = authorizeUrl(config, state);
    await addConsent(ctx, hashOf(state));
    return { authorizeUrl: url };
  };
}

export const hashOf = (state: string): Buffer => createHash('sha256').update(state).digest();
