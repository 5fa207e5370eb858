import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openPost } from './post.ts';

const mail = {
  messageId: 'm@example.com',
  from: { name: 'Northwind IT', address: 'bills@example.com' },
  ...{ replyTo: null, to: 'ada@example.com', subject: 'Invoice', html: '<p>Hello</p>', text: 'Hello', attachments: [] },
};

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

/** A server that is never silent and never done: another line of its answer every so often. */
async function talker() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let talk: NodeJS.Timeout | undefined;
    socket.write('220 hello\r\n');
    socket.once('data', () => {
      talk = setInterval(() => socket.write('250-one moment\r\n'), 20);
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(talk);
      sockets.delete(socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(server);
  const { port } = server.address() as AddressInfo;
  return { sockets, server: { host: '127.0.0.1', port, security: 'none' as const, user: null, password: null } };
}

test('a mail server that talks on and on is left when a mail has taken as long as one may', async () => {
  const { server, sockets } = await talker();
  const post = openPost({
    ...{ url: 'smtp://127.0.0.1:1', timeout_ms: 200, arePrivateAllowed: true },
    longest_ms: 600,
  });
  await expect(post.send(mail, server)).rejects.toMatchObject({ kind: 'external', code: 'mail_server_away' });
  await expect.poll(() => sockets.size).toBe(0);
}, 8_000);

test('a test of such a server ends as well, says so, and leaves no connection behind', async () => {
  const { server, sockets } = await talker();
  const post = openPost({
    ...{ url: 'smtp://127.0.0.1:1', timeout_ms: 200, arePrivateAllowed: true },
    longest_ms: 600,
  });
  expect(await post.test(mail, server)).toEqual([
    { step: 'find', isOk: true, text: 'The server was found.' },
    { step: 'connect', isOk: false, text: 'It answers on and on, and comes to no end.' },
  ]);
  await expect.poll(() => sockets.size).toBe(0);
}, 8_000);

test('a test that the server lets in and whose mail it does not take says so, without the address', async () => {
  const server = createServer((socket) => {
    socket.write('220 hello\r\n');
    socket.on('error', () => {});
    socket.on('data', (line) => {
      const isReader = line.toString().startsWith('RCPT');
      socket.write(isReader ? '550 5.1.1 no such reader as ada@example.com\r\n' : '250 ok\r\n');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(server);
  const { port } = server.address() as AddressInfo;
  const post = openPost({ url: 'smtp://127.0.0.1:1', timeout_ms: 500, arePrivateAllowed: true });
  const steps = await post.test(mail, { host: '127.0.0.1', port, security: 'none', user: null, password: null });
  expect(steps.map(({ step, isOk }) => [step, isOk])).toEqual([
    ['find', true],
    ['connect', true],
    ['signIn', true],
    ['send', false],
  ]);
  expect(steps.at(-1)?.text).toContain('no such reader as');
  expect(steps.at(-1)?.text).not.toContain('ada@');
});

test('a server that breaks off once it has all of a mail may have taken it: that is about this mail, and no outage', async () => {
  const server = createServer((socket) => {
    socket.write('220 hello\r\n');
    socket.on('error', () => {});
    let whole = '';
    socket.on('data', (data) => {
      whole += data.toString();
      if (whole.endsWith('\r\n.\r\n')) socket.destroy();
      else if (whole.endsWith('DATA\r\n')) socket.write('354 go on\r\n');
      else if (!whole.includes('DATA\r\n')) socket.write('250 ok\r\n');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(server);
  const { port } = server.address() as AddressInfo;
  const post = openPost({ url: `smtp://127.0.0.1:${port}`, timeout_ms: 500, arePrivateAllowed: true });
  await expect(post.send(mail)).rejects.toMatchObject({ kind: 'external', code: 'mail_unanswered' });
  const own = { host: '127.0.0.1', port, security: 'none' as const, user: null, password: null };
  await expect(post.send(mail, own)).rejects.toMatchObject({ kind: 'external', code: 'mail_unanswered' });
});
