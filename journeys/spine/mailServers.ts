import { connect, createServer } from 'node:net';
import type { Town } from './town.ts';

/** A mail server that hangs up on everybody, and counts them; mended, it is the sandbox's. */
export async function brokenServer(town: Town) {
  let calls = 0;
  let isMended = false;
  const { hostname, port } = new URL(town.sandbox.mail.url);
  const server = createServer((socket) => {
    calls += 1;
    socket.on('error', () => undefined);
    if (!isMended) return socket.destroy();
    const onward = connect(Number(port), hostname);
    onward.on('error', () => socket.destroy());
    return socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const setMended = (is: boolean) => {
    isMended = is;
  };
  const mend = () => setMended(true);
  return {
    port: address.port,
    calls: () => calls,
    mend,
    breakAgain: () => setMended(false),
    close: () => server.close(),
  };
}

/** The sandbox's server as a tenant sets it, or another at this port that takes the same password. */
export function serverAt(town: Town, at?: number) {
  const { hostname, port, username, password } = new URL(town.sandbox.mail.url);
  return {
    host: hostname,
    port: at ?? Number(port),
    security: 'none' as const,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    fromName: null,
    fromAddress: 'bills@northwind.example',
    replyTo: null,
  };
}
