import { ConfirmDialog, moneyText, useSurroundings } from '@purser/ui';
import type { DisputeModel } from '../../../src/api/models/refund.ts';
import { useChange } from '../../shared/api/changes.ts';
import { sayOutcome } from '../forms/saidOutcome.ts';
import { touchedByDispute } from './touched.ts';

export function AcceptDialog({ dispute, onClose }: { dispute: DisputeModel; onClose: () => void }) {
  const { id, amount, customer } = dispute;
  const { locale } = useSurroundings();
  const change = useChange<void>(
    () => ({ method: 'POST', path: `/disputes/${id}/accept`, intent: `accept ${id}` }),
    () => touchedByDispute(dispute),
  );
  const money = moneyText(amount.amount, amount.currency, locale);
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      verb="Give up"
      object="the dispute"
      tone="danger"
      consequence={`${customer.name ?? 'The customer'} keeps ${money}, and the invoice is owed again. This cannot be taken back.`}
      onConfirm={async () => sayOutcome(await change.run(), 'The dispute is given up.')}
    />
  );
}
