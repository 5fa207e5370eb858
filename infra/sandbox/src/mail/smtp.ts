import { createHash, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  SMTPServer,
  type SMTPServerAuthentication,
  type SMTPServerDataStream,
  type SMTPServerSession,
} from 'smtp-server';
import type { MailEffect } from './faults.ts';
import { mustComeBack } from './greylist.ts';
import { storeMessage } from './messages.ts';
import { logRefusal } from './refusals.ts';
import type { MailWorld } from './world.ts';

const maxBytes = 25 * 1024 * 1024;

/** An error whose code the client is answered with. */
class SmtpRefusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

const same = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());

function mayLogIn(world: MailWorld, { username, password }: SMTPServerAuthentication): boolean {
  const [user, secret] = [same(username ?? '', world.user), same(password ?? '', world.password)];
  return user && secret;
}

const senderOf = ({ envelope }: SMTPServerSession): string => (envelope.mailFrom ? envelope.mailFrom.address : '');

function refuse(
  world: MailWorld,
  session: SMTPServerSession,
  stage: string,
  recipients: readonly string[],
  refusal: SmtpRefusal,
): SmtpRefusal {
  logRefusal(world, {
    stage,
    sender: senderOf(session),
    recipient: recipients.join(', '),
    code: refusal.responseCode,
    text: refusal.message,
  });
  return refusal;
}

function refusalAtRcpt(world: MailWorld, session: SMTPServerSession, recipient: string): SmtpRefusal | undefined {
  const effect = world.faults.take('rcpt', [recipient])?.effect;
  if (effect?.kind === 'refuse') return new SmtpRefusal(effect.code, effect.text);
  if (effect?.kind === 'greylist' && mustComeBack(world, senderOf(session), recipient, effect.ms))
    return new SmtpRefusal(451, '4.7.1 Greylisted, please try again later');
  return undefined;
}

/** The whole message; a client that leaves in the middle makes this fail, and nothing is stored. */
async function wholeOf(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What the client hears of a message: its id, a refusal, or nothing because the connection is gone. */
type Outcome = { id: string } | { refusal: SmtpRefusal } | 'dropped';

async function takeIn(world: MailWorld, session: SMTPServerSession, raw: Buffer): Promise<Outcome> {
  const recipients = [...new Set(session.envelope.rcptTo.map(({ address }) => address.toLowerCase()))];
  const effect: MailEffect | undefined = world.faults.take('data', recipients)?.effect;
  if (effect?.kind === 'refuse') {
    const refusal = new SmtpRefusal(effect.code, effect.text);
    return { refusal: refuse(world, session, 'data', recipients, refusal) };
  }
  if (effect?.kind === 'drop' && effect.when === 'before') return 'dropped';
  const bounce = effect?.kind === 'bounce' ? effect : undefined;
  const id = storeMessage(world, senderOf(session), recipients, raw, bounce);
  if (effect?.kind === 'delay') await sleep(effect.ms, undefined, { ref: false });
  return effect?.kind === 'drop' ? 'dropped' : { id };
}

const ordinary = new Set(['ECONNECTION', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE']);

/** Reports a failure that is not merely a client that left. */
function report(error: Error & { code?: string }): void {
  if (!ordinary.has(error.code ?? '')) console.error('sandbox: mail server', error);
}

/** The SMTP server: it takes in whatever a client who knows the password sends, and answers after the commit. */
export function createSmtpServer(world: MailWorld): { server: SMTPServer; hangUp: () => void } {
  const sockets = new Map<number, Socket>();
  const server = new SMTPServer({
    name: 'mail.sandbox',
    banner: 'Sandbox mail: nothing leaves this machine',
    authMethods: ['PLAIN', 'LOGIN'],
    // It listens on this machine only, where a certificate would prove nothing.
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: maxBytes,
    closeTimeout: 1_000,
    onAuth(auth, _session, done) {
      if (mayLogIn(world, auth)) done(null, { user: world.user });
      else done(new SmtpRefusal(535, '5.7.8 Authentication credentials invalid'));
    },
    onRcptTo({ address }, session, done) {
      const recipient = address.toLowerCase();
      const refusal = refusalAtRcpt(world, session, recipient);
      done(refusal && refuse(world, session, 'rcpt', [recipient], refusal));
    },
    onData(stream, session, done) {
      wholeOf(stream)
        .then((raw) =>
          stream.sizeExceeded
            ? { refusal: new SmtpRefusal(552, '5.3.4 The message is too big') }
            : takeIn(world, session, raw),
        )
        .then(
          (outcome) => {
            if (outcome === 'dropped') sockets.get(session.remotePort)?.destroy();
            else if ('refusal' in outcome) done(outcome.refusal);
            else done(null, `OK: queued as ${outcome.id}`);
          },
          (error: Error) => {
            report(error);
            done(new SmtpRefusal(451, '4.3.0 The message was not taken'));
          },
        );
    },
  });
  server.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort;
    if (port === undefined) return;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
  });
  server.on('error', report);
  return {
    server,
    hangUp: () => {
      for (const socket of sockets.values()) socket.destroy();
    },
  };
}
