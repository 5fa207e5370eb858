import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Town } from '../town/people.ts';
import { askSandbox } from '../town/sandbox.ts';
import type { Received } from './snapshot.ts';

const line = z.object({
  id: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  message_id: z.string().nullable(),
  at_ms: z.number(),
});
const whole = z.object({ text: z.string().nullable(), parts: z.array(z.object({ name: z.string(), size: z.int() })) });

/** The sandbox shows no more of a list. */
const most = 1_000;

/**
 * Every mail that the server took for one of the town's customers, and the latest thousand whomever they are for. Of those that
 * came more than once, what they say is read too.
 * @param since when the database was read
 */
export async function readMailbox(sandbox: string, { tenants }: Town, since: Date): Promise<Received[]> {
  const found = new Map<string, z.infer<typeof line>>();
  const add = async (filter: string) => {
    const list = z.array(line).parse(await askSandbox(sandbox, 'GET', `/mail/messages?limit=${most}${filter}`));
    for (const one of list) found.set(one.id, one);
    return list.length;
  };
  await add('');
  const everybody = tenants.flatMap(({ customers, automatic }) => [...customers, ...Object.values(automatic)]);
  for (const { email } of everybody)
    if ((await add(`&to=${encodeURIComponent(email)}`)) === most)
      throw new Error(`${email} got more mails than the sandbox shows: run fewer payments`);
  const copies = Map.groupBy(found.values(), ({ message_id }) => message_id);
  return Promise.all(
    [...found.values()].map(async ({ id, to, subject, message_id, at_ms }) => {
      const isAlone = copies.get(message_id)?.length === 1;
      const says = isAlone ? undefined : whatItSays(await askSandbox(sandbox, 'GET', `/mail/messages/${id}`));
      const isLate = at_ms >= since.getTime();
      return { to, subject, messageId: message_id?.replaceAll(/^<|>$/g, '') ?? '', says, isLate };
    }),
  );
}

/** Without the link, which is made for each try. */
function whatItSays(answer: unknown): string {
  const { text, parts } = whole.parse(answer);
  const same = (text ?? '').replaceAll(/#[\w-]{20,}/g, '#');
  return createHash('sha256')
    .update(JSON.stringify([same, parts]))
    .digest('hex');
}
