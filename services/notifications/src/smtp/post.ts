import { fault } from '@purser/fault';
import { createTransport } from 'nodemailer';

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

/** What the server said: it has the mail, or will never take it. */
export type Posted = { said: 'taken' } | { said: 'never'; problem: string };

export type Post = {
  /** @throws Fault external when the server could not be asked, said "later", or broke off: then it may have the mail or not */
  send(mail: Outgoing): Promise<Posted>;
  close(): void;
};

/** SMTP, one connection a mail, so that what one breaks touches no other. */
export function openPost(url: string, timeout_ms: number): Post {
  const transport = createTransport({
    url,
    connectionTimeout: timeout_ms,
    greetingTimeout: timeout_ms,
    socketTimeout: timeout_ms,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ messageId, attachments, replyTo, ...mail }) => {
      try {
        await transport.sendMail({
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
        return { said: 'taken' };
      } catch (error) {
        return refusal(error);
      }
    },
    close: () => transport.close(),
  };
}

/** A 5xx about this mail is final; that we may not send at all (authentication, policy before the mail) is for staff to mend. */
function refusal(error: unknown): Posted {
  const { responseCode, command, response, code } = asSmtpError(error);
  const isAboutMail = command === 'RCPT TO' || command === 'DATA' || command === 'MAIL FROM';
  if (responseCode !== undefined && responseCode >= 500 && isAboutMail)
    return { said: 'never', problem: `The mail server refused it: ${words(response ?? String(responseCode))}` };
  const internal = `${code ?? 'error'} ${responseCode ?? ''} ${command ?? ''}`.trim();
  throw fault('external', 'mail_server_away', 'The mail server did not take the mail.', { internal, cause: error });
}

type SmtpError = {
  responseCode?: number | undefined;
  command?: string | undefined;
  response?: string | undefined;
  code?: string | undefined;
};

function asSmtpError(error: unknown): SmtpError {
  if (typeof error !== 'object' || error === null) return {};
  const read = (name: string): unknown => (name in error ? (error as Record<string, unknown>)[name] : undefined);
  const text = (name: string) => {
    const value = read(name);
    return typeof value === 'string' ? value : undefined;
  };
  const responseCode = read('responseCode');
  return {
    responseCode: typeof responseCode === 'number' ? responseCode : undefined,
    command: text('command'),
    response: text('response'),
    code: text('code'),
  };
}

/** What a server says is shown to staff: one line, no addresses. */
function words(response: string): string {
  return response
    .replaceAll(/[\w.+-]+@[\w.-]+/g, '…')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 200);
}
