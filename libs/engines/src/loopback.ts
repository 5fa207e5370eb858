import { connect } from 'node:net';

/**
 * Says something to a server on 127.0.0.1 and listens until the answer is whole.
 * @returns the answer, or undefined when the server refuses, hangs up or stays silent
 */
export function ask(
  port: number,
  { say, isWhole, timeout_ms = 1_000 }: { say: string; isWhole: (heard: string) => boolean; timeout_ms?: number },
): Promise<string | undefined> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect({ port, host: '127.0.0.1' });
    const done = (answer: string | undefined) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeout_ms, () => done(undefined));
    socket.once('connect', () => socket.write(say));
    socket.on('data', (chunk) => {
      heard += chunk.toString('utf8');
      if (isWhole(heard)) done(heard);
    });
    // A server that is not up yet refuses: the caller asks again.
    socket.once('error', () => done(undefined));
    socket.once('end', () => done(undefined));
  });
}
