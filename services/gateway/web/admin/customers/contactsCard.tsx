import { Button, Card, ConfirmDialog, IconButton, Menu } from '@purser/ui';
import { Ellipsis, Pencil, Trash2, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { ContactModel, CustomerModel } from '../../../src/api/models/customer.ts';
import { useChange } from '../../shared/api/changes.ts';
import { sayOutcome } from '../forms/saidOutcome.ts';
import { ContactDialog, roleWord } from './contactDialog.tsx';

type Asked = { act: 'add' } | { act: 'edit' | 'remove'; contact: ContactModel };

/** People at a customer: who may sign in, and who gets the mails about money. */
export function ContactsCard({ customer, mayKeep }: { customer: CustomerModel; mayKeep: boolean }) {
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const { contacts } = customer;
  return (
    <Card
      title="Contacts"
      aside={
        mayKeep && (
          <Button
            size="small"
            variant="ghost"
            icon={<UserPlus aria-hidden size={14} />}
            onClick={() => setAsked({ act: 'add' })}
          >
            Add contact
          </Button>
        )
      }
      flush
    >
      {contacts.length === 0 ? (
        <p className="px-4 pb-5 text-ink-3 text-sm sm:px-5">
          People there who may sign in to the portal. Each who does the billing gets invoices, reminders and receipts;
          without one these go to the customer’s own address.
        </p>
      ) : (
        <ul className="border-line border-t">
          {contacts.map((contact) => (
            <li
              key={contact.id}
              className="flex items-center justify-between gap-3 border-line border-b py-2 pr-2 pl-4 last:border-b-0 sm:pl-5"
            >
              <span className="min-w-0">
                <span className="block truncate font-medium">{contact.name}</span>
                <span className="block truncate text-ink-3 text-xs">{contact.email}</span>
              </span>
              <span className="flex shrink-0 items-center gap-1 text-ink-3 text-sm">
                {contact.role === 'billing' ? 'Gets invoices' : roleWord(contact.role)}
                {mayKeep && <ContactMenu contact={contact} onAsk={setAsked} />}
              </span>
            </li>
          ))}
        </ul>
      )}
      <ContactDialog
        open={asked?.act === 'add' || asked?.act === 'edit'}
        customer={customer}
        {...(asked?.act === 'edit' && { contact: asked.contact })}
        onClose={close}
      />
      {asked?.act === 'remove' && <RemoveDialog customer={customer} contact={asked.contact} onClose={close} />}
    </Card>
  );
}

function ContactMenu({ contact, onAsk }: { contact: ContactModel; onAsk: (asked: Asked) => void }) {
  return (
    <Menu
      trigger={<IconButton label={`More for ${contact.name}`} icon={<Ellipsis aria-hidden size={16} />} />}
      items={[
        {
          id: 'edit',
          label: 'Edit',
          icon: <Pencil aria-hidden size={14} />,
          onSelect: () => onAsk({ act: 'edit', contact }),
        },
        {
          id: 'remove',
          label: 'Remove…',
          tone: 'danger',
          icon: <Trash2 aria-hidden size={14} />,
          onSelect: () => onAsk({ act: 'remove', contact }),
        },
      ]}
    />
  );
}

type RemoveProps = { customer: CustomerModel; contact: ContactModel; onClose: () => void };

function RemoveDialog({ customer, contact, onClose }: RemoveProps) {
  const change = useChange<void>(
    () => ({
      method: 'DELETE',
      path: `/customers/${customer.id}/contacts/${contact.id}`,
      intent: `remove ${contact.id}`,
    }),
    () => [`/customers/${customer.id}`],
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone="danger"
      verb="Remove"
      object={contact.name}
      consequence={`They get no more mails and are signed out of the portal. ${customer.name} itself stays as it is.`}
      onConfirm={async () => sayOutcome(await change.run(), `${contact.name} is removed.`)}
    />
  );
}
