import { Notice } from '@purser/ui';
import type { BounceModel } from '../../../src/api/models/mailSettings.ts';
import { useRead } from '../../shared/api/reads.ts';

/** Says so where a customer's address takes no mail; nothing where all is well, or not known. */
export function BounceNotice({ customerId }: { customerId: string }) {
  const { data } = useRead<{ data: BounceModel[] }>('/mail-bounces', { query: { customer: customerId } });
  return data?.data.map(({ address, count, isMarked, reason }) => (
    <Notice
      key={address}
      tone={isMarked ? 'danger' : 'warning'}
      title={
        isMarked
          ? `${address} took no mail, ${count} times in a row. Ask the customer for another address.`
          : `The last mail to ${address} came back.`
      }
    >
      {reason}
    </Notice>
  ));
}
