import { reporting } from '@purser/contracts';
import { type Journal, journalOf } from '../domain/proof/booked.ts';
import type { Sight } from './parts.ts';

/** How we speak when we ask other services on our own account. */
export const speaking = (tenant: string) => ({ tenant, actor: { kind: 'service' as const, name: 'payments' } });

const most = 500;

/** What the journal has of these. */
export async function journalFor({ tenant, parts }: Sight, sources: readonly string[]): Promise<Journal> {
  const wanted = [...new Set(sources)];
  const booked = [];
  for (let at = 0; at < wanted.length; at += most) {
    const page = { sources: wanted.slice(at, at + most) };
    booked.push(...(await parts.client.query(reporting.getBooked, page, speaking(tenant))).booked);
  }
  return journalOf(booked);
}
