import { type Fault, fault } from '@purser/fault';

const minute_ms = 60_000;
const day_ms = 86_400_000;

export type LinkKind = 'invoice' | 'signIn' | 'quote';
export type LinkState = 'open' | 'used' | 'expired' | 'revoked';
/** What decides whether a link opens. Times are machine time. */
export type LinkFacts = {
  kind: LinkKind;
  /** Hex; of the browser that asked for a sign-in link. */
  browserHash: string | null;
  expiresAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
};

/** How long a link lives: an invoice's outlasts the year it is booked in, a sign-in's is for now. A quote's ends with the quote. */
export const life_ms: Record<Exclude<LinkKind, 'quote'>, number> = { invoice: 400 * day_ms, signIn: 10 * minute_ms };

export function stateOf({ revokedAt, usedAt, expiresAt }: LinkFacts, now: Date): LinkState {
  if (revokedAt) return 'revoked';
  if (usedAt) return 'used';
  return expiresAt.getTime() <= now.getTime() ? 'expired' : 'open';
}

const refusals: Record<Exclude<LinkState, 'open'>, [code: string, text: string]> = {
  revoked: ['link_revoked', 'This link was withdrawn. Ask whoever sent it for a new one.'],
  used: ['link_used', 'This link was used already. Ask for a new one.'],
  expired: ['link_expired', 'This link is too old. Ask for a new one.'],
};

/** Why the link does not open in this browser; undefined when it does. */
export function refusalOf(link: LinkFacts, browserHash: string | null, now: Date): Fault | undefined {
  const state = stateOf(link, now);
  if (state !== 'open') return fault('rejected', ...refusals[state]);
  if (link.kind !== 'signIn' || link.browserHash === browserHash) return undefined;
  const text = 'This link works in the browser that asked for it. Open it there, or ask for a new one here.';
  return fault('rejected', 'link_elsewhere', text);
}

/** A link that does not open is sent anew, unless staff withdrew it. */
export function mayRenew(link: LinkFacts, browserHash: string, now: Date): boolean {
  return stateOf(link, now) !== 'revoked' && refusalOf(link, browserHash, now) !== undefined;
}
