import { payments } from '@purser/contracts';
import type { AttentionItemModel } from '../api/models/dashboard.ts';
import type { Gateway } from '../gateway.ts';
import type { Staff } from '../identity/who.ts';
import type { Gathering } from './settle.ts';

const href = '/admin/settings/stripe-connect';

/** What a connected account wants of a person: to be connected again, or what Stripe waits for. */
export async function readConnectAttention(g: Gateway, who: Staff, parts: Gathering): Promise<AttentionItemModel[]> {
  const read = await parts.ask('payments', g.client.query(payments.getConnect, {}, who));
  if (!read?.inUse || read.inUse.account === 'own') return [];
  const { inUse, connections } = read;
  const shown = { id: inUse.account, kind: 'stripe' as const, href, amount: null };
  if (inUse.stopped)
    return [
      {
        ...shown,
        title: 'Nobody can pay by card: your Stripe account is not connected any more',
        detail: 'Automatic payments wait too. Connect it again, or use keys of your own.',
        at: null,
      },
    ];
  const standing = connections.find(({ mode, account }) => mode === inUse.mode && account === inUse.account);
  if (!standing || standing.due.length === 0) return [];
  const stops =
    standing.charges === 'active' ? 'It may stop payments or payouts' : 'Cards cannot be charged until then';
  return [{ ...shown, title: 'Stripe wants to know more about your company', detail: `${stops}.`, at: standing.dueBy }];
}
