import type { Hono } from 'hono';
import { adminDoor } from '../admin/door.ts';
import { AdminError, fieldsOf, textIn } from '../admin/json.ts';
import { limitFrom } from '../admin/lists.ts';
import { attachmentResponse } from './attachment.ts';
import { bounceFrom, mailFaultFrom } from './faultRule.ts';
import { frameDocument, framePolicy } from './frame.ts';
import { inboxPage } from './inboxPage.ts';
import {
  deleteMessages,
  knownBounces,
  latestMessages,
  type Message,
  messageById,
  newestId,
  recordBounce,
} from './messages.ts';
import { addressText, linksOf, parseMail, partsOf, summaryOf } from './parsed.ts';
import { latestRefusals } from './refusals.ts';
import type { MailWorld } from './world.ts';

function messageOf(world: MailWorld, id: string): Message {
  const message = messageById(world, id);
  if (!message) throw new AdminError(`no message ${id}`, 404);
  return message;
}

const recipientIn = (message: Message, asked: string | undefined): string[] => {
  if (asked === undefined) return message.recipients;
  if (!message.recipients.includes(asked.toLowerCase())) throw new AdminError(`${message.id} was not sent to ${asked}`);
  return [asked.toLowerCase()];
};

/** One message as JSON: envelope, headers, both texts, its links, and its attachments by number. */
async function detail(message: Message): Promise<Record<string, unknown>> {
  const email = await parseMail(message.raw);
  return {
    ...heading(message),
    ...wireSummary(summaryOf(email)),
    to_header: email?.to?.map(addressText) ?? [],
    reply_to: email?.replyTo?.map(addressText) ?? [],
    headers: email?.headers.map(({ originalKey, value }) => ({ name: originalKey, value })) ?? [],
    text: email?.text ?? null,
    html: email?.html ?? null,
    links: linksOf(email),
    parts: partsOf(email).map((part, index) => ({
      number: index + 1,
      name: part.name,
      type: part.type,
      size: part.content.byteLength,
      inline: part.inline,
    })),
  };
}

const heading = ({ id, atMs, sender, recipients, size }: Omit<Message, 'raw' | 'seq'>) => ({
  id,
  at_ms: atMs,
  sender,
  to: recipients,
  size,
});

const wireSummary = ({ subject, from, messageId, attachments }: ReturnType<typeof summaryOf>) => ({
  subject,
  from,
  message_id: messageId,
  attachments,
});

/** The mail server's pages and its administration. */
export function mailRoutes(world: MailWorld): Hono {
  const app = adminDoor();
  app.get('/', (c) => inboxPage(c, world, undefined));
  app.get('/:id{mail_\\w+}', (c) => inboxPage(c, world, messageOf(world, c.req.param('id'))));
  app.get('/newest', (c) => c.json({ id: newestId(world) ?? '' }));
  messageRoutes(app, world);
  partRoutes(app, world);
  app.get('/refusals', (c) => c.json(latestRefusals(world, limitFrom(c.req.query('limit')))));
  app.get('/bounces', (c) => c.json(knownBounces(world)));
  app.get('/faults', (c) => c.json(world.faults.all()));
  app.post('/faults', async (c) => c.json(world.faults.add(mailFaultFrom(await c.req.text())), 201));
  app.delete('/faults', (c) => {
    world.faults.clear();
    return c.json({ ok: true });
  });
  app.delete('/faults/:id', (c) => {
    if (!world.faults.remove(c.req.param('id'))) throw new AdminError('no such rule', 404);
    return c.json({ ok: true });
  });
  return app;
}

function messageRoutes(app: Hono, world: MailWorld): void {
  app.get('/messages', async (c) => {
    const { to, address, after, limit } = c.req.query();
    const found = await latestMessages(world, { to, address, after }, limitFrom(limit));
    if (!found) throw new AdminError(`no message ${after}`, 404);
    return c.json(found.map((one) => ({ ...heading(one), ...wireSummary(one), bounced: one.bounced })));
  });
  app.delete('/messages', (c) => c.json({ deleted: deleteMessages(world) }));
  app.get('/messages/:id', async (c) => c.json(await detail(messageOf(world, c.req.param('id')))));
  app.post('/messages/:id/bounce', async (c) => {
    const message = messageOf(world, c.req.param('id'));
    const fields = fieldsOf(await c.req.text(), ['to', 'ms', 'bounce_code', 'text']);
    const bounce = bounceFrom(fields);
    for (const recipient of recipientIn(message, textIn(fields, 'to')))
      recordBounce(world, message.id, recipient, bounce);
    return c.json({ ok: true }, 201);
  });
}

function partRoutes(app: Hono, world: MailWorld): void {
  app.get('/messages/:id/source', (c) => {
    const { raw } = messageOf(world, c.req.param('id'));
    return new Response(new Uint8Array(raw), {
      headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
    });
  });
  app.get('/messages/:id/frame', async (c) => {
    const email = await parseMail(messageOf(world, c.req.param('id')).raw);
    return c.html(frameDocument(email), 200, {
      'content-security-policy': framePolicy(c.req.query('pictures') === 'all'),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });
  app.get('/messages/:id/attachments/:number', async (c) => {
    const parts = partsOf(await parseMail(messageOf(world, c.req.param('id')).raw));
    const part = parts[Number(c.req.param('number')) - 1];
    if (!part) throw new AdminError('no such attachment', 404);
    return attachmentResponse(part, c.req.query('save') !== undefined);
  });
}
