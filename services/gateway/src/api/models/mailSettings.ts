import { notifications } from '@purser/contracts';
import { z } from 'zod';
import { customerId, email } from './common.ts';

export const mailServerModel = notifications.getMailServer.output;
export type MailServerModel = z.infer<typeof mailServerModel>;
export const mailServerBody = notifications.setMailServer.input;
export type MailServerBody = z.infer<typeof mailServerBody>;
export const serverTestAnswer = z.strictObject({ to: email, steps: notifications.testMailServer.output.shape.steps });
export type ServerTestAnswer = z.infer<typeof serverTestAnswer>;

export const mailOutageModel = notifications.getMailOutage.output;
export type MailOutageModel = z.infer<typeof mailOutageModel>;

export const staffMailsModel = notifications.getStaffMails.output;
export type StaffMailsModel = z.infer<typeof staffMailsModel>;
export const staffMailsBody = notifications.setStaffMails.input;

export const bounceQuery = z.strictObject({ customer: customerId.optional() });
const bounce = notifications.listBounces.output.shape.bounces.element;
const bounceModel = bounce.extend({ customerId });
export type BounceModel = z.infer<typeof bounceModel>;
export const bounceList = z.strictObject({ data: z.array(bounceModel) });
