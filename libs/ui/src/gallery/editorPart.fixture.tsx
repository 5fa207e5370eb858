import { type InvoiceDocument, plainBrand } from '@purser/document';
import { Button } from '../buttons/button.tsx';
import { Card } from '../display/card.tsx';
import { PageHeader } from '../display/pageHeader.tsx';
import { DocumentPreview } from '../document/documentPreview.tsx';
import { EditorLayout } from '../editor/editorLayout.tsx';
import { useDraftMemory } from '../editor/useDraftMemory.ts';
import { Notice } from '../feedback/notice.tsx';
import { Field } from '../fields/field.tsx';
import { Input } from '../fields/input.tsx';
import { Textarea } from '../fields/textarea.tsx';
import { AuthCard } from '../shell/authCard.tsx';
import { BrandLogo } from '../theme/brandLogo.tsx';
import { Shell } from './shellPart.fixture.tsx';

type Draft = { recipient: string; note: string };

function readDraft(stored: unknown): Draft | undefined {
  if (typeof stored !== 'object' || stored === null || !('recipient' in stored) || !('note' in stored))
    return undefined;
  const { recipient, note } = stored;
  return typeof recipient === 'string' && typeof note === 'string' ? { recipient, note } : undefined;
}

export function EditorPart() {
  const draft = useDraftMemory<Draft>('gallery.invoice', {
    initial: { recipient: 'Northwind Traders Ltd', note: 'Thank you.' },
    read: readDraft,
  });
  const { value, setValue, restored, startAnew } = draft;
  return (
    <Shell current="/invoices">
      <EditorLayout
        header={
          <>
            <PageHeader title="New invoice" status="draft" back={{ href: '/invoices', label: 'Invoices' }} />
            {restored && (
              <Notice
                title="What you typed before is here again."
                className="mb-4"
                action={
                  <Button size="small" onClick={startAnew}>
                    Start anew
                  </Button>
                }
              />
            )}
          </>
        }
        previewLabel="As your customer will see it"
        form={
          <Card title="Invoice">
            <div className="flex flex-col gap-4">
              <Field label="Recipient">
                <Input
                  value={value.recipient}
                  onChange={(event) => setValue({ ...value, recipient: event.currentTarget.value })}
                />
              </Field>
              <Field label="Note" required={false}>
                <Textarea
                  value={value.note}
                  onChange={(event) => setValue({ ...value, note: event.currentTarget.value })}
                />
              </Field>
            </div>
          </Card>
        }
        preview={<DocumentPreview model={documentOf(value)} />}
        footer={
          <div className="flex items-center justify-between gap-3">
            <span className="text-ink-3">Total £120.00</span>
            <Button variant="primary">Save draft</Button>
          </div>
        }
      />
    </Shell>
  );
}

export function AuthPart() {
  return (
    <AuthCard
      brand={<BrandLogo name="Harbour & Finch" />}
      title="Sign in"
      text="We send a link to your address."
      footer="Questions? accounts@harbourfinch.example"
    >
      <form className="flex flex-col gap-4">
        <Field label="Email">
          <Input type="email" autoComplete="email" />
        </Field>
        <Button variant="primary" size="large" wide type="submit">
          Send me a link
        </Button>
      </form>
    </AuthCard>
  );
}

function documentOf({ recipient, note }: Draft): InvoiceDocument {
  return {
    version: 1,
    kind: 'invoice',
    number: 'INV-0042',
    locale: 'en-GB',
    currency: 'GBP',
    issuer: {
      name: 'Harbour & Finch Ltd',
      address: null,
      email: null,
      phone: null,
      website: null,
      taxNumber: null,
      registrationNumber: null,
    },
    recipient: { name: recipient, email: null, address: null },
    brand: plainBrand,
    issuedOn: '2026-03-14',
    dueOn: '2026-03-28',
    terms_days: 14,
    poNumber: null,
    note,
    lines: [
      {
        id: 'l1',
        description: 'Consulting, week 11',
        quantity: '2',
        unitAmount: 5000,
        discount: 0,
        taxes: ['VAT 20%'],
        net: 10000,
        tax: 2000,
        total: 12000,
      },
    ],
    totals: {
      subtotal: 10000,
      discountTotal: 0,
      taxTotal: 2000,
      total: 12000,
      taxes: [{ name: 'VAT', percent: '20', inclusive: false, kind: 'standard', taxable: 10000, amount: 2000 }],
    },
    bank: null,
  };
}
