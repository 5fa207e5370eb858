import type { LedgerRow } from '../snapshot/snapshot.ts';
import { type Check, each, together } from './check.ts';

/** Somebody was quicker: a night finds the invoice being paid, or paid. */
const mayBeRefused = new Set(['payments.chargeInvoice', 'payments.endDunning']);
const final = new Set(['done', 'rejected', 'failed']);
const rowKey = ({
  service,
  tenant,
  handler,
  messageId,
}: Pick<LedgerRow, 'service' | 'tenant' | 'handler' | 'messageId'>) => `${service} ${tenant} ${handler} ${messageId}`;

export const everythingSent: Check = {
  promise: 'every message that was committed was sent',
  find: ({ outbox }) => each(outbox, ({ service, name, id, isSent }) => !isSent && `${service}: ${name} ${id}`),
};

export const reactionsOnce: Check = {
  promise:
    'every reaction to every event, and every staged command, was done exactly once, and none to what never happened',
  find: ({ outbox, readers, ledger }) => {
    const rows = Map.groupBy(ledger, rowKey);
    const readersOf = Map.groupBy(readers, ({ event }) => event);
    const due = outbox.flatMap(({ tenant, id, name, subject, at }) => {
      const [road, service = ''] = subject.split('.');
      if (road === 'cmd') return [{ service, tenant, handler: name, messageId: id }];
      const reading = readersOf.get(name)?.filter(({ since }) => new Date(since) <= new Date(at)) ?? [];
      return reading.map((reader) => ({
        service: reader.service,
        tenant,
        handler: `${reader.service}.${reader.name}`,
        messageId: id,
      }));
    });
    const wanted = new Set(due.map(rowKey));
    return together(
      each(wanted, (key) => {
        const found = rows.get(key) ?? [];
        const [only] = found;
        const ended = only?.status === 'done' || (only?.status === 'rejected' && mayBeRefused.has(only.handler));
        return (found.length !== 1 || !ended) && `${key}: ${found.map(({ status }) => status).join(', ') || 'never'}`;
      }),
      each(
        ledger.filter(({ kind }) => kind === 'reaction'),
        (row) => !wanted.has(rowKey(row)) && `${rowKey(row)}: ${row.status}, and there is no such event`,
      ),
    );
  },
};

export const nothingUnfinished: Check = {
  promise: 'no message is unfinished or has failed, and nobody has to look at anything',
  find: ({ ledger, alarms, webhookEvents }) =>
    together(
      each(ledger, (row) => !final.has(row.status) && row.status !== 'waiting' && `${rowKey(row)}: ${row.status}`),
      each(ledger, (row) => row.status === 'failed' && `${rowKey(row)}: failed`),
      each(alarms, ({ service, handler, messageId, reason }) => `alarm: ${service} ${handler} ${messageId}: ${reason}`),
      each(
        webhookEvents,
        ({ eventId, type, status, problem }) =>
          (status === 'received' || status === 'failed' || status === 'unmatched') &&
          `${type} ${eventId}: ${status}, ${problem}`,
      ),
    ),
};
