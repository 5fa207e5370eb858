import { type Fault, fault, isFault } from '@purser/fault';

/** What the server said: it has the mail, or will never take it; `bounced` when it knows no such reader. */
export type Posted = { said: 'taken' } | { said: 'never'; problem: string; bounced?: boolean };

/** That no mail can be given to a server is known by these: it is nothing about the mail. */
const away = new Set(['mail_server_away', 'mail_server_unknown', 'mail_server_refused']);
export const isAway = (error: unknown): error is Fault => isFault(error) && away.has(error.code);

/** The server has the mail, or has it not: it never said. */
const unanswered = 'mail_unanswered';
export const isUnanswered = (error: unknown): error is Fault => isFault(error) && error.code === unanswered;

/**
 * What became of a mail that broke. A 5xx about this mail is final; that we may not send at all (authentication, policy before the mail) is for
 * staff to mend, and keeps all mails back.
 * @param hasWhole all of it was handed over before it broke: whatever that was, the server has heard of this mail, and may have taken it
 * @throws Fault external when it may have been taken (`mail_unanswered`), or may be later: `mail_put_off` for this one, `mail_server_away` for any
 */
export function refusal(error: unknown, { hasWhole = false }: { hasWhole?: boolean } = {}): Posted {
  const smtp = asSmtpError(error);
  const { responseCode, command, response, code } = smtp;
  if (responseCode !== undefined && responseCode >= 500 && isAboutMail(smtp))
    return {
      said: 'never',
      problem: `The mail server refused it: ${words(response ?? String(responseCode))}`,
      ...(command === 'RCPT TO' && { bounced: true }),
    };
  const internal = `${code ?? 'error'} ${responseCode ?? ''} ${command ?? ''}`.trim();
  const said = response ? ` It said: ${words(response)}` : '';
  if (isAboutMail(smtp))
    throw fault('external', 'mail_put_off', `The mail server did not take it yet.${said}`, { internal, cause: error });
  if (hasWhole)
    throw fault('external', unanswered, 'The mail server broke off once it had the mail.', { internal, cause: error });
  const problem = isNotLetIn(smtp)
    ? 'The mail server did not let us in.'
    : 'The mail server cannot be reached, or breaks off.';
  throw fault('external', 'mail_server_away', `${problem}${said}`, { internal, cause: error });
}

type SmtpError = {
  responseCode?: number | undefined;
  command?: string | undefined;
  response?: string | undefined;
  code?: string | undefined;
};

/** The server had let us in, and spoke of this mail. */
export const isAboutMail = ({ command }: SmtpError): boolean =>
  command === 'RCPT TO' || command === 'DATA' || command === 'MAIL FROM';
export const isNotLetIn = ({ code }: SmtpError): boolean => code === 'EAUTH' || code === 'ENOAUTH';

export function asSmtpError(error: unknown): SmtpError {
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
export function words(response: string): string {
  return response
    .replaceAll(/[\w.+-]+@[\w.-]+/g, '…')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 200);
}
