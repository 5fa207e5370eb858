export type Mode = 'test' | 'live';

/** Where objects live at Stripe: under the tenant's own keys, or at an account connected to the platform's; each has customers of its own. */
export type Home = { mode: Mode; account: string };

/** The tenant's own keys. */
export const own = 'own';

export const isSameHome = (a: Home, b: Home): boolean => a.mode === b.mode && a.account === b.account;

/** Of a request that was stored before there were accounts, too. */
export const homeOf = ({ mode, account = own }: { mode: Mode; account?: string }): Home => ({ mode, account });
