import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { inbox, mail, send } from './mailbox.ts';
import { until } from './receiver.ts';
import { startTestbed, type Testbed } from './testbed.ts';

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed();
});
beforeEach(async () => {
  await bed.admin('POST', '/reset', {});
});
afterAll(() => bed.stop());

const deliver = (message = {}) => send(bed.sandbox.mail.url, message);
const fault = (rule: object) => bed.admin('POST', '/mail/faults', rule);
const tick = (ms: number) => bed.admin('POST', '/clock', { advance_ms: ms });

it('stores every accepted message, a repeat of the same one too', async () => {
  const same = { messageId: '<one@northgate.example>' };
  expect(await deliver(same)).toMatch(/^250 OK: queued as mail_/);
  await deliver(same);
  const found = await inbox(bed);
  expect(found).toHaveLength(2);
  expect(found.map(({ message_id }) => message_id)).toEqual(['<one@northgate.example>', '<one@northgate.example>']);
  expect(found[0]?.id).not.toBe(found[1]?.id);
});

it('keeps the envelope, so that a blind copy is seen although no header names it', async () => {
  await deliver({ bcc: 'Audit@example.com' });
  expect(await inbox(bed)).toMatchObject([{ to: ['ada@example.com', 'audit@example.com'] }]);
  expect(await inbox(bed, '?to=AUDIT@example.com')).toHaveLength(1);
  expect(await inbox(bed, '?to=udit@example.com')).toEqual([]);
});

it('lists what came after a message, and tells of one message its text, links and attachments', async () => {
  await deliver();
  const [first] = await inbox(bed);
  await deliver({
    to: 'grace@example.com',
    html: '<a href="http://127.0.0.1:1/in?a=1&amp;b=2#token">in</a>',
    attachments: [{ filename: 'INV-1.pdf', content: Buffer.from('%PDF-1.4 x') }],
  });
  const later = await inbox(bed, `?after=${first?.id}`);
  expect(later).toMatchObject([{ to: ['grace@example.com'], attachments: 1 }]);
  const detail = await bed.admin('GET', `/mail/messages/${later[0]?.id}`);
  expect(detail).toMatchObject({
    text: expect.stringContaining('Please pay'),
    links: ['http://127.0.0.1:1/in?a=1&b=2#token', 'http://127.0.0.1:1/pay#token'],
    parts: [{ number: 1, name: 'INV-1.pdf', type: 'application/pdf', size: 10 }],
  });
  const file = await fetch(`${bed.sandbox.url}/_sandbox/mail/messages/${later[0]?.id}/attachments/1`);
  expect(await file.text()).toBe('%PDF-1.4 x');
  await expect(inbox(bed, '?after=mail_unknown')).rejects.toThrow('404');
});

it('takes nothing from a client that does not know the password', async () => {
  const { port } = bed.sandbox.mail;
  await expect(send(`smtp://127.0.0.1:${port}`)).rejects.toMatchObject({ responseCode: 530 });
  await expect(send(`smtp://sandbox:wrong@127.0.0.1:${port}`)).rejects.toMatchObject({ responseCode: 535 });
  await expect(send(`smtp://other:${new URL(bed.sandbox.mail.url).password}@127.0.0.1:${port}`)).rejects.toMatchObject({
    responseCode: 535,
  });
  expect(await inbox(bed)).toEqual([]);
});

it('stores nothing of a message whose sender left in the middle', async () => {
  const socket = connect(bed.sandbox.mail.port, '127.0.0.1');
  const { username, password } = new URL(bed.sandbox.mail.url);
  const login = Buffer.from(`\0${username}\0${password}`).toString('base64');
  const say = async (line: string) => {
    socket.write(`${line}\r\n`);
    return String((await once(socket, 'data'))[0]);
  };
  await once(socket, 'data');
  await say('EHLO client');
  expect(await say(`AUTH PLAIN ${login}`)).toMatch(/^235/);
  await say('MAIL FROM:<a@example.com>');
  await say('RCPT TO:<b@example.com>');
  expect(await say('DATA')).toMatch(/^354/);
  socket.write('Subject: half\r\n\r\nhalf a mess');
  socket.end();
  await once(socket, 'close');
  await deliver();
  expect(await inbox(bed)).toMatchObject([{ subject: mail.subject }]);
});

it.each([
  [451, 'rcpt'],
  [550, 'rcpt'],
  [452, 'data'],
  [554, 'data'],
])('refuses the next message with %i at %s, stores nothing, and takes the one after', async (code, at) => {
  await fault({ effect: 'refuse', code, at, count: 1, text: 'mailbox said no' });
  await expect(deliver()).rejects.toMatchObject({ responseCode: code, message: expect.stringContaining('said no') });
  expect(await inbox(bed)).toEqual([]);
  expect(await bed.admin('GET', '/mail/refusals')).toMatchObject([{ code, stage: at, recipient: 'ada@example.com' }]);
  await deliver();
  expect(await inbox(bed)).toHaveLength(1);
});

it('refuses one recipient of a message and delivers to the other', async () => {
  await fault({ effect: 'refuse', code: 550, to: '*@closed.example' });
  await deliver({ to: ['ada@example.com', 'bob@closed.example'] });
  expect(await inbox(bed)).toMatchObject([{ to: ['ada@example.com'] }]);
});

it('can store a message and hang up: the sender hears nothing, and a repeat makes two', async () => {
  await fault({ effect: 'drop', count: 1 });
  await expect(deliver()).rejects.toMatchObject({ code: expect.stringMatching(/ECONNECTION|ESOCKET|ECONNRESET/) });
  expect(await inbox(bed)).toHaveLength(1);
  await deliver();
  expect(await inbox(bed)).toHaveLength(2);
});

it('can hang up before storing', async () => {
  await fault({ effect: 'drop', when: 'before', count: 1 });
  await expect(deliver()).rejects.toThrow();
  expect(await inbox(bed)).toEqual([]);
});

it('can answer late: the message is there while its sender still waits', async () => {
  await fault({ effect: 'delay', ms: 60_000, count: 1 });
  const waiting = deliver().catch((error: unknown) => error);
  await until('the stored message', async () => ((await inbox(bed)).length === 1 ? true : undefined));
  expect(await Promise.race([waiting, Promise.resolve('still waiting')])).toBe('still waiting');
  await bed.restart();
  expect(await waiting).toBeInstanceOf(Error);
  expect(await inbox(bed)).toHaveLength(1);
});

it('greylists: a first try is told to come back, and a later one is taken', async () => {
  await fault({ effect: 'greylist', ms: 300_000 });
  await expect(deliver()).rejects.toMatchObject({ responseCode: 451 });
  await expect(deliver()).rejects.toMatchObject({ responseCode: 451 });
  await tick(300_000);
  await deliver();
  expect(await inbox(bed)).toHaveLength(1);
  await expect(deliver({ to: 'new@example.com' })).rejects.toMatchObject({ responseCode: 451 });
});

it('tells of a bounce only when it has come back, and by hand for any message', async () => {
  await fault({ effect: 'bounce', ms: 60_000, count: 1, bounce_code: '5.2.2', text: 'The mailbox is full' });
  await deliver();
  expect(await bed.admin('GET', '/mail/bounces')).toEqual([]);
  expect(await inbox(bed)).toMatchObject([{ bounced: false }]);
  await tick(60_000);
  const [message] = await inbox(bed);
  expect(message).toMatchObject({ bounced: true });
  expect(await bed.admin('GET', '/mail/bounces')).toMatchObject([
    { message: message?.id, recipient: 'ada@example.com', code: '5.2.2', reason: 'The mailbox is full' },
  ]);
  await deliver({ to: 'grace@example.com' });
  const [other] = await inbox(bed);
  await bed.admin('POST', `/mail/messages/${other?.id}/bounce`, {});
  expect(await bed.admin('GET', '/mail/bounces')).toHaveLength(2);
  await expect(bed.admin('POST', `/mail/messages/${other?.id}/bounce`, { to: 'x@y.example' })).rejects.toThrow('400');
});

it('refuses a rule it does not understand, and an answer that would be two lines', async () => {
  await expect(fault({ effect: 'explode' })).rejects.toThrow('400');
  await expect(fault({ effect: 'refuse', code: 250 })).rejects.toThrow('400');
  await expect(fault({ effect: 'refuse', text: 'a\r\n250 OK' })).rejects.toThrow('400');
});

it('keeps messages, rules and the password over a restart, and forgets messages when told', async () => {
  await deliver();
  await fault({ effect: 'refuse', count: 3 });
  const { password } = new URL(bed.sandbox.mail.url);
  const before = await inbox(bed);
  await bed.restart();
  expect(new URL(bed.sandbox.mail.url).password).toBe(password);
  expect(await inbox(bed)).toEqual(before);
  expect(await bed.admin('GET', '/mail/faults')).toMatchObject([{ count: 3 }]);
  expect(await bed.admin('DELETE', '/mail/messages')).toEqual({ deleted: 1 });
  expect(await inbox(bed)).toEqual([]);
});

it('gives the same ids for the same seed and the same mail', async () => {
  const [one, same] = await Promise.all([startTestbed({}, 'one'), startTestbed({}, 'one')]);
  const ids = async (from: Testbed) => {
    await send(from.sandbox.mail.url);
    return (await inbox(from)).map(({ id }) => id);
  };
  expect(await ids(one)).toEqual(await ids(same));
  await Promise.all([one.stop(), same.stop()]);
});
