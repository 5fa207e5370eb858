import type { MessageFacts } from '@purser/bus';
import type { Connection } from '@purser/db';
import type { MailKind, MailLanguage, Wording } from '@purser/mailtemplate';
import { mailOut } from '../queries/listMails.ts';
import { findMail } from '../store/mails.ts';
import { readStaffMails } from '../store/staffMails.ts';
import { wordingIn } from '../store/templates.ts';

/** What this service itself knows that a mail may need. */
export type OwnFacts = {
  /** What the tenant wants a kind of mail to say in a language. */
  wordingOf(kind: MailKind, language: MailLanguage): Promise<Wording>;
  /** A mail that another tells of. */
  mail(mailId: string): Promise<{ to: string; subject: string; problem: string | null } | undefined>;
  /** Where a mail for staff goes; undefined where nothing is set. */
  staffAddress(kind: MailKind): Promise<string | undefined>;
};

export function ownIn(
  runtime: Pick<Connection, 'tenantTx'>,
  { tenant, keys }: Pick<MessageFacts, 'tenant' | 'keys'>,
): OwnFacts {
  return {
    wordingOf: wordingIn(runtime, tenant),
    mail: async (mailId) => {
      const found = await runtime.tenantTx({ tenant }, (tx) => findMail(tx, mailId));
      return found && mailOut({ keys }, found);
    },
    staffAddress: async (kind) => {
      const { address, mails } = await runtime.tenantTx({ tenant }, readStaffMails);
      return mails.find((mail) => mail.kind === kind)?.address ?? address ?? undefined;
    },
  };
}
