import { command, query } from '@purser/message';
import { z } from 'zod';
import { email, everyRole } from '../common.ts';
import { mailKind, service } from './shapes.ts';

const mails = z.array(
  z.strictObject({
    /** One of the kinds that are for staff. */
    kind: mailKind,
    isOn: z.boolean(),
    /** Where it goes when not to `address`. */
    address: email.nullable(),
  }),
);

/**
 * Which mails staff get, and where. What is not named stays as it is.
 * @throws Fault rejected `not_a_staff_mail`
 */
export const setStaffMails = command({
  service,
  name: 'setStaffMails',
  version: 1,
  input: z.strictObject({
    /** For all of them; null means the company's own mail address. */
    address: email.nullable().optional(),
    mails: mails.max(60).optional(),
  }),
  output: z.strictObject({}),
  callers: { staff: ['owner', 'admin'] },
});

export const getStaffMails = query({
  service,
  name: 'getStaffMails',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({ address: email.nullable(), mails }),
  callers: { staff: everyRole },
});
