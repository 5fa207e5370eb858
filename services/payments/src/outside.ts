import type { Client } from '@purser/bus';
import type { Connection } from '@purser/db';
import type { StripeAccounts } from './stripe/accounts.ts';

/** What the commands that call the outside are given. */
export type Outside = { accounts: StripeAccounts; client: Client; runtime: Connection };
