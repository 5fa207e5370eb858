import { connect } from '@purser/db';
import { newId } from '@purser/message';
import { testPlatform } from '@purser/testing';
import type { AttemptStatus } from '../src/domain/attempt.ts';
import { payments } from '../src/service.ts';

/** One try to be written down as if it had happened; `at` is when it last changed. */
export type Try = {
  tenant: string;
  customerId: string;
  invoiceId?: string;
  status: AttemptStatus;
  amount?: number | null;
  currency?: string;
  at: Date;
  openedAt?: Date;
  error?: { code: string | null; declineCode: string | null };
  /** Of one that succeeded. */
  fee?: { amount: number; currency: string };
  chargeId?: string;
};

export type World = Awaited<ReturnType<typeof openWorld>>;

/** payments at work, and a pen that writes behind its walls what Stripe would have led to. */
export async function openWorld() {
  const platform = await testPlatform({ services: [payments], env: { PURSER_PUBLIC_URL: 'https://purser.example' } });
  const admin = connect({ url: platform.database.adminUrl, max: 2, name: 'test' });
  const { sql } = admin;

  const happened = async (given: Try) => {
    const {
      tenant,
      customerId,
      status,
      at,
      invoiceId = newId(),
      amount = 12_000,
      currency = 'GBP',
      error,
      fee,
    } = given;
    const [attemptId, paymentId] = [newId(), newId()];
    const intent = `pi_${attemptId}`;
    await sql`
      insert into payments.attempts (tenant_id, attempt_id, invoice_id, customer_id, mode, status, amount, currency, payment_intent_id,
        error_code, decline_code, opened_at, updated_at)
      values (${tenant}, ${attemptId}, ${invoiceId}, ${customerId}, 'test', ${status}, ${amount}, ${currency}, ${intent},
        ${error?.code ?? null}, ${error?.declineCode ?? null}, ${(given.openedAt ?? at).toISOString()}, ${at.toISOString()})`;
    if (status !== 'succeeded') return { attemptId, paymentId: null, invoiceId };
    await sql`
      insert into payments.payments (tenant_id, payment_id, attempt_id, invoice_id, customer_id, amount, currency, payment_intent_id,
        charge_id, fee, net, settled_currency, received_at)
      values (${tenant}, ${paymentId}, ${attemptId}, ${invoiceId}, ${customerId}, ${amount}, ${currency}, ${intent},
        ${given.chargeId ?? `ch_${attemptId}`}, ${fee?.amount ?? null}, ${fee ? (amount ?? 0) - fee.amount : null}, ${fee?.currency ?? null},
        ${at.toISOString()})`;
    return { attemptId, paymentId, invoiceId };
  };

  const event = (tenant: string, status: string) => {
    const eventId = `evt_${newId()}`;
    return sql`
      insert into payments.webhook_events (tenant_id, event_id, endpoint_id, mode, type, object_id, payload, status, received_at)
      values (${tenant}, ${eventId}, ${newId()}, 'test', 'charge.updated', ${eventId}, ${Buffer.from('sealed')}, ${status},
        '2026-01-01T00:00:00Z')`;
  };

  return {
    platform,
    client: platform.client,
    happened,
    event,
    stop: async () => {
      await admin.close();
      await platform.stop();
    },
  };
}
