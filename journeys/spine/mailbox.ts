import { until } from '@purser/testing';
import { z } from 'zod';
import type { Town } from './town.ts';

const line = z.object({
  id: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  message_id: z.string().nullable(),
});
const detail = line.extend({
  text: z.string().nullable(),
  html: z.string().nullable(),
  links: z.array(z.unknown()),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  parts: z.array(z.object({ number: z.int(), name: z.string(), type: z.string(), size: z.int(), inline: z.boolean() })),
});
/** A mail is written after its document was made, which takes a busy machine a while. */
const patience_ms = 60_000;

export type Received = z.infer<typeof detail>;

/** Every mail that the server took for this address, the oldest first, whole. */
export async function mailsTo(town: Pick<Town, 'admin'>, address: string): Promise<Received[]> {
  const lines = z.array(line).parse(await town.admin('GET', `/mail/messages?to=${encodeURIComponent(address)}`));
  const all = await Promise.all(
    lines.map(async ({ id }) => detail.parse(await town.admin('GET', `/mail/messages/${id}`))),
  );
  return all.reverse();
}

/** Waits for a mail whose subject has these words. */
export function untilMail(town: Pick<Town, 'admin'>, address: string, words: string): Promise<Received> {
  return until(
    `a mail to ${address} about ${words}`,
    async () => {
      const mails = await mailsTo(town, address);
      return mails.find(({ subject }) => subject.includes(words)) ?? false;
    },
    patience_ms,
  );
}

/** The reader's own link, as it stands in the mail. */
export function linkIn({ text }: Received): string {
  const link = /https?:\/\/\S+#\S+/.exec(text ?? '')?.[0];
  if (!link) throw new Error('the mail has no link');
  return link;
}

/** An attachment's bytes. */
export async function attachment(town: Town, mail: Received, number: number): Promise<Buffer> {
  const answer = await fetch(`${town.sandbox.url}/_sandbox/mail/messages/${mail.id}/attachments/${number}`);
  if (!answer.ok) throw new Error(`attachment ${number}: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}
