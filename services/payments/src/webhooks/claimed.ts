import type { Home } from '../stripe/home.ts';

/** A stored event that this process has under its lease; the payload is sealed. */
export type Claimed = Home & {
  tenant: string;
  eventId: string;
  /** `unrouted`: it waits for its account to be known, and for nothing else. */
  status: 'received' | 'unrouted';
  type: string;
  form: 'snapshot' | 'thin';
  objectId: string;
  payload: Buffer;
  attempts: number;
};
