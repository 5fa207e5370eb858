import { memoryBroker } from '@purser/bus';
import { reporting as contract } from '@purser/contracts';
import { connect } from '@purser/db';
import { type Event, encodeEnvelope, eventSubject, fullName, newId } from '@purser/message';
import { asStaff, testPlatform, until } from '@purser/testing';
import type { z } from 'zod';
import { reporting } from '../src/service.ts';

/** One event as its owner would send it; telling it again says the same under the same id. */
export type Message = { subject: string; tenant: string; id: string; data: Uint8Array };

export function said<E extends Event>(
  spec: E,
  tenant: string,
  payload: z.input<E['input']>,
  at = '2026-03-31T12:00:00.000Z',
): Message {
  const id = newId();
  const data = encodeEnvelope({
    id,
    name: fullName(spec),
    version: spec.version,
    tenant,
    actor: { kind: 'service', name: spec.service },
    correlation: id,
    causation: null,
    at,
    payload,
  });
  return { subject: eventSubject(spec.service, spec.name), tenant, id, data };
}

/** The reporting service on a bus where invoicing and payments have their streams, and the ways to look into its books. */
export async function openBooks() {
  const broker = memoryBroker();
  const owners = broker.transport();
  for (const service of ['invoicing', 'payments'])
    await owners.ensureStream({
      name: `evt_${service}`,
      subjects: [`evt.${service}.>`],
      kind: 'log',
      maxAge_ms: 86_400_000,
    });
  const platform = await testPlatform({ services: [reporting], connect: async () => broker.transport() });
  const runtime = connect({ url: platform.database.url('reporting', 'runtime'), max: 2, name: 'test' });

  const ledgerStatuses = (tenant: string) =>
    runtime.tenantTx(
      { tenant },
      ({ sql }) => sql<{ message_id: string; status: string }[]>`select message_id, status from ledger`,
    );
  return {
    platform,
    /** The service's own role, outside the service. */
    runtime,
    /** Publishes in this order, each copy under a bus id of its own, as after a lost stream. */
    tell: async (messages: readonly Message[]) => {
      for (const { subject, data } of messages) await owners.publish(subject, data, { id: newId() });
      await broker.quiet();
    },
    /** Waits until the service has written down something of each message. */
    heard: (tenant: string, messages: readonly Message[]) =>
      until('every message is in the ledger', async () => {
        const known = new Map((await ledgerStatuses(tenant)).map((row) => [row.message_id, row.status]));
        return messages.every(({ id }) => known.has(id)) && known;
      }),
    balances: (tenant: string, period: { from?: string; to?: string } = {}) =>
      platform.client.query(contract.getTrialBalance, period, asStaff(tenant, 'accountant')),
    journal: (tenant: string, page: z.input<typeof contract.listJournal.input> = {}) =>
      platform.client.query(contract.listJournal, page, asStaff(tenant, 'readOnly')),
    stop: async () => {
      await runtime.close();
      await platform.stop();
    },
  };
}
export type Books = Awaited<ReturnType<typeof openBooks>>;
