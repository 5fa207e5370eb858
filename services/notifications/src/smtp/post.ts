import { isFault } from '@purser/fault';
import { createTransport } from 'nodemailer';
import { findServer } from './find.ts';
import { asSmtpError, isAboutMail, isNotLetIn, type Posted, refusal, words } from './refusal.ts';

/** One mail, whole. */
export type Outgoing = {
  messageId: string;
  from: { name: string; address: string };
  replyTo: string | null;
  to: string;
  subject: string;
  html: string;
  text: string;
  attachments: { name: string; type: string; content: Buffer; cid?: string }[];
};

/** A tenant's own server; without one, the installation's. */
export type Server = {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  user: string | null;
  password: string | null;
};

/** How far a test came, in words. */
export type TestStep = { step: 'find' | 'connect' | 'signIn' | 'send'; isOk: boolean; text: string };

export type Post = {
  /** @throws Fault external when the server could not be asked, said "later", or broke off: then it may have the mail or not */
  send(mail: Outgoing, server?: Server): Promise<Posted>;
  test(mail: Outgoing, server?: Server): Promise<TestStep[]>;
};

type Options = {
  url: string;
  /** How long a server may be silent. */
  timeout_ms: number;
  /** How long a mail may take in all; less than the bus lets a call last. */
  longest_ms?: number;
  arePrivateAllowed: boolean;
};

/** SMTP, one connection a mail, so that what one breaks touches no other. */
export function openPost({ url, timeout_ms, longest_ms = 40_000, arePrivateAllowed }: Options): Post {
  const common = {
    connectionTimeout: timeout_ms,
    greetingTimeout: timeout_ms,
    socketTimeout: timeout_ms,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const addressOf = async ({ host, port, security, user, password }: Server) => ({
    host: await findServer(host, arePrivateAllowed),
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // The certificate is the name's, whatever address the name led to.
    tls: { servername: host },
    ...(user !== null && { auth: { user, pass: password ?? '' } }),
  });
  /** @throws Fault where there is no such server; `Broken` where it broke. */
  const hand = async (mail: Outgoing, server: Server | undefined): Promise<void> => {
    const address = server ? await addressOf(server) : { url };
    const { logger, hasWhole } = listener();
    const transport = createTransport({ ...address, ...common, logger });
    try {
      // A server that is never silent and never done is left as well.
      await transport.sendMail({ ...messageOf(mail), signal: AbortSignal.timeout(longest_ms) });
    } catch (error) {
      throw new Broken(error, hasWhole());
    } finally {
      transport.close();
    }
  };
  return {
    send: async (mail, server) => {
      try {
        await hand(mail, server);
        return { said: 'taken' };
      } catch (error) {
        if (error instanceof Broken) return refusal(error.cause, { hasWhole: error.hasWhole });
        throw error;
      }
    },
    test: async (mail, server) => {
      try {
        await hand(mail, server);
        return [found, answers, letsIn, { step: 'send', isOk: true, text: 'It took the mail. Look into your inbox.' }];
      } catch (error) {
        if (error instanceof Broken) return brokenOff(error);
        if (isFault(error)) return [{ step: 'find', isOk: false, text: error.message }];
        throw error;
      }
    },
  };
}

/** What became of a mail that did not get its answer. */
class Broken extends Error {
  /** All of it was handed over, so that the server may have taken it. */
  readonly hasWhole: boolean;
  constructor(cause: unknown, hasWhole: boolean) {
    super('the mail server took no mail', { cause });
    this.hasWhole = hasWhole;
  }
}

/** Listens to what the transport tells: whether the last byte of a mail has left is in no error that it throws. */
function listener() {
  let whole = false;
  const nothing = () => {};
  const info = (told: unknown) => {
    if (typeof told === 'object' && told !== null && 'tnx' in told && told.tnx === 'message') whole = true;
  };
  const logger = {
    level: nothing,
    trace: nothing,
    debug: nothing,
    info,
    warn: nothing,
    error: nothing,
    fatal: nothing,
  };
  return { logger, hasWhole: () => whole };
}

const messageOf = ({ messageId, attachments, replyTo, ...mail }: Outgoing) => ({
  ...mail,
  ...(replyTo !== null && { replyTo }),
  messageId: `<${messageId}>`,
  attachments: attachments.map(({ name, type, content, cid }) => ({
    filename: name,
    contentType: type,
    content,
    ...(cid !== undefined && { cid }),
  })),
});

const clues: Record<string, string> = {
  ETIMEDOUT: 'It did not answer in time. Is the port right, and is it open to us?',
  ECONNECTION: 'Nobody answers there. Are the name and the port right?',
  ESOCKET: 'The connection broke. Does the kind of encryption fit the port: TLS with 465, STARTTLS with 587?',
  ETLS: 'The encrypted connection could not be made. Does the kind of encryption fit the port, and the certificate the name?',
};

const found: TestStep = { step: 'find', isOk: true, text: 'The server was found.' };
const answers: TestStep = { step: 'connect', isOk: true, text: 'It answers.' };
const letsIn: TestStep = { step: 'signIn', isOk: true, text: 'It let us in.' };

/** How far a test came that broke off, in words; an error of a server is shown as one line without addresses. */
function brokenOff({ cause, hasWhole }: Broken): TestStep[] {
  const smtp = asSmtpError(cause);
  const { code = '', response } = smtp;
  const said = response ? ` It said: ${words(response)}` : '';
  if (hasWhole || isAboutMail(smtp))
    return [found, answers, letsIn, { step: 'send', isOk: false, text: `It did not take the mail.${said}` }];
  if (isNotLetIn(smtp)) {
    const text = `It did not let us in: look at user and password.${said}`;
    return [found, answers, { step: 'signIn', isOk: false, text }];
  }
  const tooLong = isTooLong(cause) ? 'It answers on and on, and comes to no end.' : undefined;
  const clue = tooLong ?? clues[code] ?? 'The connection could not be made.';
  return [found, { step: 'connect', isOk: false, text: `${clue}${said}` }];
}

const isTooLong = (error: unknown) =>
  error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
