import { CircleCheck, Ellipsis, Mail } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../buttons/button.tsx';
import { IconButton } from '../buttons/iconButton.tsx';
import { Card } from '../display/card.tsx';
import { CopyText } from '../display/copyText.tsx';
import { DateText } from '../display/dateText.tsx';
import { FactList } from '../display/factList.tsx';
import { Money } from '../display/money.tsx';
import { PageHeader } from '../display/pageHeader.tsx';
import { Progress } from '../display/progress.tsx';
import { RelativeTime } from '../display/relativeTime.tsx';
import { StatusBadge } from '../display/statusBadge.tsx';
import { Timeline } from '../display/timeline.tsx';
import { ConfirmDialog } from '../feedback/confirmDialog.tsx';
import { ErrorState } from '../feedback/errorState.tsx';
import { Notice } from '../feedback/notice.tsx';
import { toast } from '../feedback/toasts.ts';
import { Tooltip } from '../feedback/tooltip.tsx';
import { Menu } from '../menus/menu.tsx';
import { Tabs } from '../menus/tabs.tsx';
import { Shell } from './shellPart.fixture.tsx';

const words =
  'draft open partlyPaid paid overdue void uncollectible succeeded failed processing requiresAction cancelled sent pushed waiting done rejected retrying parked inReview'.split(
    ' ',
  );

export function WordsPart() {
  const [tab, setTab] = useState('timeline');
  const [open, setOpen] = useState(false);
  return (
    <Shell current="/invoices">
      <PageHeader
        back={{ href: '/invoices', label: 'Invoices' }}
        title="INV-00042"
        status="overdue"
        subtitle="Northwind Traders Ltd · due 1 March 2026"
        amount={<Money amount={123450} currency="GBP" />}
        action={<Button variant="primary">Record payment</Button>}
        more={
          <>
            <Button onClick={() => toast('Invoice INV-00042 was sent', { tone: 'success', undo: () => undefined })}>
              Send
            </Button>
            <Menu
              trigger={<IconButton label="More actions" icon={<Ellipsis aria-hidden size={16} />} />}
              items={[
                { id: 'copy', label: 'Copy as draft', onSelect: () => undefined },
                { kind: 'line', id: 'line' },
                { id: 'void', label: 'Void', tone: 'danger', onSelect: () => setOpen(true) },
              ]}
            />
          </>
        }
      />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <Notice tone="warning" title="A payment is under way." action={<Button size="small">Look</Button>}>
            Until it ends, the invoice cannot be voided.
          </Notice>
          <Notice tone="danger" title="The card was declined.">
            The customer was told. Nothing was taken.
          </Notice>
          <Notice tone="success" title="Paid in full." onDismiss={() => undefined} />
          <Notice>Your invoice numbers start anew in January.</Notice>
          <Card title="Facts">
            <FactList
              facts={[
                { label: 'Customer', value: 'Northwind Traders Ltd' },
                { label: 'Issued', value: <DateText date="2026-02-15" /> },
                { label: 'Due', value: <DateText date="2026-03-01" /> },
                { label: 'Last seen', value: <RelativeTime at="2026-03-14T09:00:00Z" /> },
                { label: 'Payment', value: <CopyText label="payment id" text="pay_01HQZX3T7K8M9N0P1Q2R3S4T5V" /> },
                { label: 'PO number', value: null },
              ]}
            />
          </Card>
          <Card title="Statuses">
            <div className="flex flex-wrap gap-2">
              {words.map((word) => (
                <StatusBadge key={word} status={word} />
              ))}
            </div>
          </Card>
          <Card title="Run">
            <Progress label="Sending invoices" done={34} total={120} failed={2} />
          </Card>
        </div>
        <Card>
          <Tabs
            label="About this invoice"
            active={tab}
            onActiveChange={setTab}
            tabs={[
              {
                id: 'timeline',
                label: 'Timeline',
                content: (
                  <Timeline
                    entries={[
                      {
                        id: '3',
                        at: '2026-03-14T11:20:00Z',
                        title: 'Payment of £200.00 failed',
                        detail: 'The card has expired.',
                        by: 'Stripe',
                        tone: 'danger',
                      },
                      {
                        id: '2',
                        at: '2026-03-10T11:20:00Z',
                        title: 'Sent to ada@northwind.example',
                        by: 'Purser',
                        icon: <Mail size={12} />,
                        tone: 'info',
                      },
                      {
                        id: '1',
                        at: '2026-02-15T08:00:00Z',
                        title: 'Issued',
                        by: 'Grace Hopper',
                        icon: <CircleCheck size={12} />,
                        tone: 'success',
                      },
                    ]}
                  />
                ),
              },
              { id: 'payments', label: 'Payments', count: 2, content: <p>Two payments.</p> },
            ]}
          />
          <div className="mt-6">
            <Tooltip text="It is taken on the due date">
              <Button>What is autopay?</Button>
            </Tooltip>
          </div>
        </Card>
      </div>
      <ErrorState
        doing="issue the invoice"
        error={{
          title: 'Unprocessable',
          status: 422,
          code: 'noLines',
          detail: 'An invoice needs at least one line.',
          errors: [{ path: 'lines', message: 'Add a line with a description and an amount.' }],
        }}
        onRetry={() => undefined}
      />
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        verb="Void"
        object="invoice INV-00042"
        tone="danger"
        typeToConfirm="INV-00042"
        consequence="It is no longer owed, and its number is not used again. This cannot be undone."
        onConfirm={async () => Promise.reject({ title: 'Conflict', status: 409, detail: 'A payment is under way.' })}
      />
    </Shell>
  );
}
