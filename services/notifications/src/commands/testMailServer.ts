import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { type notifications as contract, directory } from '@purser/contracts';
import { z } from 'zod';
import { senderName } from '../gather/gatherMail.ts';
import type { Tenant } from '../gather/writer.ts';
import type { Outside } from '../outside.ts';
import { findMailServer } from '../store/mailServers.ts';
import { messageId, senderOf } from './sendTestMail.ts';

type Input = z.output<typeof contract.testMailServer.input>;
type Output = z.input<typeof contract.testMailServer.output>;

const requestSchema = z.strictObject({
  messageId: z.string(),
  from: z.strictObject({ name: z.string(), address: z.string() }),
  replyTo: z.string().nullable(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});

/** Goes the whole way to the reader, once, and tells how far it came. */
export function testMailServer({ post, runtime, config }: Outside) {
  return {
    gather: ({ ask }: MessageFacts & { ask: Ask }) => ask.query(directory.getTenant, {}),
    plan: async (ctx: Context, { testId, to }: Input, tenant: Tenant): Promise<Next<Output>> => {
      const from = senderOf(await findMailServer(ctx.tx, ctx.keys), tenant, config.from);
      const says = 'Your mail server works: invoices and receipts go out this way.';
      return {
        step: 'try',
        request: {
          ...from,
          messageId: messageId(testId, from),
          to,
          subject: `A test of the mail server of ${senderName(tenant)}`.replaceAll(/\s+/g, ' '),
          text: says,
          html: `<p>${says}</p>`,
        },
      };
    },
    steps: {
      try: {
        call: async (raw: unknown, { tenant, keys }: MessageFacts): Promise<Output> => {
          const mail = requestSchema.parse(raw);
          const server = await runtime.tenantTx({ tenant }, (tx) => findMailServer(tx, keys));
          return { steps: await post.test({ ...mail, attachments: [] }, server) };
        },
        record: async (_ctx: Context, _request: unknown, response: unknown): Promise<Next<Output>> => ({
          done: response as Output,
        }),
      },
    },
  };
}
