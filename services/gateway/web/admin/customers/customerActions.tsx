import { Button, ConfirmDialog, Menu, type MenuItem, Notice } from '@purser/ui';
import { Archive, ArchiveRestore, ChevronDown, Download, Eraser, Pencil } from 'lucide-react';
import { useState } from 'react';
import type { CustomerModel } from '../../../src/api/models/customer.ts';
import { useChange } from '../../shared/api/changes.ts';
import { sayFailure, sayOutcome } from '../forms/saidOutcome.ts';
import { useCan } from '../session/useSession.ts';
import { CustomerDialog } from './customerDialog.tsx';

type Act = 'edit' | 'archive' | 'erase';

const touched = (id: string) => [`/customers/${id}`, '/customers', '/panels/customers'];

/** What can be done to a customer besides billing them; what does harm stands last. */
export function CustomerActions({ customer }: { customer: CustomerModel }) {
  const [asked, setAsked] = useState<Act>();
  const mayKeep = useCan('keepCustomers');
  const mayAdminister = useCan('administer');
  const restore = useRestore(customer);
  const close = () => setAsked(undefined);
  const { id, archived, erased } = customer;
  if (erased || !mayKeep) return null;
  const size = 14;
  const items: MenuItem[] = [
    ...(mayAdminister
      ? [
          {
            id: 'data',
            label: 'Download their data',
            icon: <Download aria-hidden size={size} />,
            onSelect: () => void open(`/api/v1/customers/${id}/data`, '_blank', 'noopener'),
          } satisfies MenuItem,
        ]
      : []),
    archived
      ? {
          id: 'restore',
          label: 'Restore',
          icon: <ArchiveRestore aria-hidden size={size} />,
          onSelect: () => void restore(),
        }
      : {
          id: 'archive',
          label: 'Archive…',
          icon: <Archive aria-hidden size={size} />,
          onSelect: () => setAsked('archive'),
        },
    ...(mayAdminister
      ? ([
          { kind: 'line', id: 'line' },
          {
            id: 'erase',
            label: 'Erase for good…',
            icon: <Eraser aria-hidden size={size} />,
            tone: 'danger',
            onSelect: () => setAsked('erase'),
          },
        ] satisfies MenuItem[])
      : []),
  ];
  return (
    <>
      <Menu
        trigger={
          <Button>
            More
            <ChevronDown aria-hidden size={14} />
          </Button>
        }
        items={items}
      />
      <Button icon={<Pencil aria-hidden size={14} />} onClick={() => setAsked('edit')}>
        Edit
      </Button>
      <CustomerDialog open={asked === 'edit'} customer={customer} onClose={close} />
      {asked === 'archive' && <ArchiveDialog customer={customer} onClose={close} />}
      {asked === 'erase' && <EraseDialog customer={customer} onClose={close} />}
    </>
  );
}

function useRestore({ id, name }: CustomerModel): () => Promise<void> {
  const change = useChange<void>(
    () => ({ method: 'POST', path: `/customers/${id}/restore` }),
    () => touched(id),
  );
  return async () => {
    try {
      sayOutcome(await change.run(), `${name} may be billed again.`);
    } catch (error) {
      sayFailure(error, `restore ${name}`);
    }
  };
}

type DialogProps = { customer: CustomerModel; onClose: () => void };

function ArchiveDialog({ customer: { id, name }, onClose }: DialogProps) {
  const change = useChange<void>(
    () => ({ method: 'POST', path: `/customers/${id}/archive` }),
    () => touched(id),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      verb="Archive"
      object={name}
      consequence="Nothing new is billed to them, and they leave the list. Open invoices stay as they are and can be paid. You can restore them at any time."
      onConfirm={async () => sayOutcome(await change.run(), `${name} is archived.`)}
    />
  );
}

function EraseDialog({ customer: { id, name, archived, balances, credits }, onClose }: DialogProps) {
  const change = useChange<void>(
    () => ({ method: 'POST', path: `/customers/${id}/erase`, intent: `erase ${id}` }),
    () => [...touched(id), '/panels/invoices', '/panels/mails'],
  );
  const owes = balances === null || balances.length > 0;
  const hasCredit = credits?.some(({ amount }) => amount > 0) ?? false;
  const before = !archived
    ? 'Archive this customer first, so that nothing new is billed to them.'
    : owes
      ? 'They owe money. Have it paid, credited or voided first.'
      : undefined;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone="danger"
      verb="Erase"
      object={name}
      typeToConfirm={name}
      consequence="Their name, addresses, contacts, mails and the documents made out to them become unreadable for good, by destroying the key they are kept under. Numbers, amounts and the books stay. What is in Xero or at Stripe is not touched. Nobody can undo this."
      onConfirm={async () => sayOutcome(await change.run(), 'They are erased.')}
    >
      {before && (
        <Notice tone="warning" title="Not yet possible">
          {before}
        </Notice>
      )}
      {hasCredit && (
        <Notice tone="warning" title="They have credit with you">
          It stays in the books, and nobody will be left to use it. Give it back first.
        </Notice>
      )}
    </ConfirmDialog>
  );
}
