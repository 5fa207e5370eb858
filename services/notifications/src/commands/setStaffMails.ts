import type { Context } from '@purser/bus';
import type { notifications as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { definitionOf } from '@purser/mailtemplate';
import type { z } from 'zod';
import { setStaffAddress, setStaffMail } from '../store/staffMails.ts';

export async function setStaffMails(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  { address, mails = [] }: z.output<typeof contract.setStaffMails.input>,
) {
  if (mails.some(({ kind }) => definitionOf(kind).audience !== 'staff'))
    throw fault('rejected', 'not_a_staff_mail', 'This mail is for customers; whether it goes out is not set here.');
  if (address !== undefined) await setStaffAddress(tx, tenant, address);
  for (const mail of mails) await setStaffMail(tx, tenant, mail);
  return {};
}
