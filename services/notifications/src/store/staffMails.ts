import type { Tx } from '@purser/db';
import { definitionOf, type MailKind, mailDefinitions } from '@purser/mailtemplate';

export type StaffMail = { kind: MailKind; isOn: boolean; address: string | null };
type Row = { kind: MailKind; is_on: boolean; address: string | null };
type Reading = Pick<Tx, 'sql'>;

export async function isStaffMailOn({ sql }: Reading, kind: MailKind): Promise<boolean> {
  const [row] = await sql<{ is_on: boolean }[]>`select is_on from staff_mails where kind = ${kind}`;
  return row?.is_on ?? !definitionOf(kind).startsOff;
}

/** Every mail that staff can have, and how it is set. */
export async function readStaffMails({ sql }: Reading): Promise<{ address: string | null; mails: StaffMail[] }> {
  const [all] = await sql<{ address: string }[]>`select address from staff_mail_addresses`;
  const rows = new Map((await sql<Row[]>`select kind, is_on, address from staff_mails`).map((row) => [row.kind, row]));
  const kinds = mailDefinitions.filter(({ audience }) => audience === 'staff');
  return {
    address: all?.address ?? null,
    mails: kinds.map(({ kind, startsOff }) => {
      const row = rows.get(kind);
      return { kind, isOn: row?.is_on ?? !startsOff, address: row?.address ?? null };
    }),
  };
}

export async function setStaffAddress({ sql }: Reading, tenant: string, address: string | null): Promise<void> {
  if (address === null) {
    await sql`delete from staff_mail_addresses`;
    return;
  }
  await sql`insert into staff_mail_addresses (tenant_id, address) values (${tenant}, ${address})
    on conflict (tenant_id) do update set address = excluded.address`;
}

export async function setStaffMail(
  { sql }: Reading,
  tenant: string,
  { kind, isOn, address }: StaffMail,
): Promise<void> {
  await sql`insert into staff_mails (tenant_id, kind, is_on, address) values (${tenant}, ${kind}, ${isOn}, ${address})
    on conflict (tenant_id, kind) do update set is_on = excluded.is_on, address = excluded.address`;
}
