import { createHmac, randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';

export type SignedEvent = { id: string; body: string; signature: string };

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** As Stripe makes them: a prefix and 24 letters and digits. */
export const stripeId = (prefix: string) => `${prefix}_${letters()}`;

function letters(): string {
  return [...randomBytes(24)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

/** What an event says was paid. */
export type Paid = { intentId: string; amount: number; metadata: Record<string, string> };

/** A payment nobody here made, so that each must be looked into and none is applied. */
const nobodys = (): Paid => ({ intentId: stripeId('pi'), amount: 12_900, metadata: {} });

/** Signs as Stripe does (https://docs.stripe.com/webhooks#verify-manually): HMAC-SHA256 of `<seconds>.<body>`. */
export function signedEvent(secret: string, at: Date, paid: Paid = nobodys()): SignedEvent {
  const created = Math.floor(at.getTime() / 1000);
  const id = stripeId('evt');
  const body = JSON.stringify(paymentSucceeded(id, created, paid), null, 2);
  const v1 = createHmac('sha256', secret).update(`${created}.${body}`).digest('hex');
  return { id, body, signature: `t=${created},v1=${v1}` };
}

/** The whole object as Stripe sends it; with the spaces Stripe leaves in, about 2 KB. */
function paymentSucceeded(id: string, created: number, { intentId, amount, metadata }: Paid) {
  return {
    id,
    object: 'event',
    api_version: '2026-10-28',
    created,
    data: {
      object: {
        id: intentId,
        object: 'payment_intent',
        amount,
        amount_capturable: 0,
        amount_details: { tip: {} },
        amount_received: amount,
        application: null,
        application_fee_amount: null,
        automatic_payment_methods: { allow_redirects: 'always', enabled: true },
        canceled_at: null,
        cancellation_reason: null,
        capture_method: 'automatic_async',
        client_secret: `${intentId}_secret_${letters()}`,
        confirmation_method: 'automatic',
        created,
        currency: 'gbp',
        customer: stripeId('cus'),
        description: 'Invoice INV-2026-00481',
        excluded_payment_method_types: null,
        last_payment_error: null,
        latest_charge: stripeId('ch'),
        livemode: false,
        metadata,
        next_action: null,
        on_behalf_of: null,
        payment_method: stripeId('pm'),
        payment_method_options: { card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' } },
        payment_method_types: ['card'],
        processing: null,
        receipt_email: null,
        review: null,
        setup_future_usage: null,
        shipping: null,
        source: null,
        statement_descriptor: null,
        status: 'succeeded',
        transfer_data: null,
        transfer_group: null,
      },
    },
    livemode: false,
    pending_webhooks: 1,
    request: { id: stripeId('req'), idempotency_key: null },
    type: 'payment_intent.succeeded',
  };
}

/**
 * Writes whole HTTP requests, all of one length, so that the load client has nothing left to do but send them.
 * @returns that length in bytes
 */
export async function writeRequests(path: string, events: readonly SignedEvent[], target: string): Promise<number> {
  const file = await open(path, 'w');
  let length = 0;
  try {
    for (let from = 0; from < events.length; from += 1000) {
      const requests = events.slice(from, from + 1000).map((event) => request(event, target));
      length ||= requests[0]?.length ?? 0;
      if (requests.some((text) => text.length !== length)) throw new Error('requests differ in length');
      await file.write(requests.join(''));
    }
  } finally {
    await file.close();
  }
  return length;
}

function request({ body, signature }: SignedEvent, target: string): string {
  const head = [
    `POST ${target} HTTP/1.1`,
    'Host: 127.0.0.1',
    'User-Agent: Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    'Accept: */*',
    'Content-Type: application/json; charset=utf-8',
    `Stripe-Signature: ${signature}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

/** For wrk: each request once, and the end when there are none left. */
export function wrkScript(path: string, length: number): string {
  return `local requests, sent = {}, 0
local file = io.open(${JSON.stringify(path)}, "rb")
while true do
  local request = file:read(${length})
  if not request then break end
  requests[#requests + 1] = request
end
file:close()
function request()
  sent = sent + 1
  if sent > #requests then wrk.thread:stop() return requests[#requests] end
  return requests[sent]
end
`;
}
