import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Db } from '../store/open.ts';
import type { MailFaults } from './faults.ts';

/** The running mail server, as every connection and page sees it. */
export interface MailWorld {
  db: Db;
  ids: Ids;
  clock: Clock;
  faults: MailFaults;
  /** What a client must give to send. */
  user: string;
  password: string;
}
