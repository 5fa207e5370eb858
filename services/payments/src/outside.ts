import type { Client } from '@purser/bus';
import type { Clock } from '@purser/clock';
import type { Connection } from '@purser/db';
import type { StripeAccounts } from './stripe/accounts.ts';
import type { NewSecrets } from './stripe/newSecrets.ts';

/** What the commands that call the outside are given. */
export type Outside = {
  accounts: StripeAccounts;
  client: Client;
  runtime: Connection;
  clock: Clock;
  newSecrets: NewSecrets;
  /** Where this installation is called from outside. */
  publicUrl: string;
};
