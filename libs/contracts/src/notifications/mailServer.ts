import { command, query } from '@purser/message';
import { z } from 'zod';
import { email, everyRole, id, instant, text } from '../common.ts';
import { service } from './shapes.ts';

const keepers = ['owner', 'admin'] as const;

/** No line breaks: what stands in a header is one line. */
const line = (max: number) => text(max).regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'One line, without control characters.');

const serverFields = {
  /** A name or an address; where it leads is looked at when a mail is sent. */
  host: z
    .string()
    .max(253)
    .regex(/^[A-Za-z0-9.:_-]+$/, 'A server’s name, as in smtp.example.com.'),
  port: z.int().min(1).max(65_535),
  /** `tls`: from the first byte (465). `starttls`: begun in the clear, then encrypted or nothing is sent (587). */
  security: z.enum(['tls', 'starttls', 'none']),
  user: line(200).nullable(),
  /** What mails are from: the name when it is not the company's. */
  fromName: line(100).nullable(),
  fromAddress: email,
  replyTo: email.nullable(),
};

/**
 * The tenant's own mail server. Without `password` the one that is known stays, as long as server, port, security and user do.
 * @throws Fault rejected `mail_port_refused`, `mail_security_refused`, `mail_password_missing`
 */
export const setMailServer = command({
  service,
  name: 'setMailServer',
  version: 1,
  input: z.strictObject({ ...serverFields, password: z.string().min(1).max(500).optional() }),
  output: z.strictObject({}),
  callers: { staff: keepers },
  sealed: ['user', 'password'],
});

/** Mails go through the installation's server again. */
export const clearMailServer = command({
  service,
  name: 'clearMailServer',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({}),
  callers: { staff: keepers },
});

export const getMailServer = query({
  service,
  name: 'getMailServer',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    /** Null: mails go through the installation's, from `fromAddress` below. The password is never told. */
    server: z
      .strictObject({ ...serverFields, fromAddress: z.string(), hasPassword: z.boolean(), changedAt: instant })
      .nullable(),
    installation: z.strictObject({ fromAddress: z.string() }),
    /** Which ports and whether unencrypted servers are allowed here. */
    ports: z.array(z.int()).nullable(),
    mayBePlain: z.boolean(),
  }),
  callers: { staff: keepers },
  sealedOutput: ['server.user'],
});

/** Whether the mail server, the tenant's own or the installation's, takes no mail just now. Nothing is lost meanwhile: mails wait up to five days. */
export const getMailOutage = query({
  service,
  name: 'getMailOutage',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    outage: z
      .strictObject({
        since: instant,
        askedAgainAt: instant,
        /** What the server said, or that it said nothing; in English, without addresses. */
        problem: z.string(),
        /** Mails that are not sent yet. */
        waiting: z.int(),
      })
      .nullable(),
  }),
  callers: { staff: everyRole },
});

export const mailTestStep = z.enum(['find', 'connect', 'signIn', 'send']);

/** Goes the whole way with the server that is set: finds it, connects, signs in, sends one mail to the person who asked. */
export const testMailServer = command({
  service,
  name: 'testMailServer',
  version: 1,
  input: z.strictObject({ testId: id, to: email }),
  output: z.strictObject({
    /** As far as it came; the last is the one that failed, if one did. */
    steps: z.array(z.strictObject({ step: mailTestStep, isOk: z.boolean(), text: z.string() })),
  }),
  callers: { services: ['gateway'] },
  sealed: ['to'],
});
