import { localDate } from '@purser/billing';
import {
  Button,
  DocumentPreview,
  EditorLayout,
  Money,
  moneyText,
  Notice,
  PageHeader,
  useDraftMemory,
  useSurroundings,
} from '@purser/ui';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { DraftBody, InvoiceModel } from '../../../../src/api/models/invoice.ts';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { WhatWentWrong } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { routes } from '../../routes.ts';
import { touchedByInvoice } from '../touched.ts';
import { CustomerCard } from './customerCard.tsx';
import { DetailsCard } from './detailsCard.tsx';
import type { Draft } from './draft.ts';
import { bodyOf, type DraftFaults, missingForIssue } from './draftBody.ts';
import { documentOf } from './draftDocument.ts';
import { LinesCard } from './linesCard.tsx';
import { rememberRates } from './rates.ts';
import { readDraft } from './readDraft.ts';
import { type Reckoned, reckonDraft } from './reckonDraft.ts';

type EditorProps = { tenant: TenantModel; invoiceId: string | undefined; initial: Draft };

/** The form left, the document right as the customer would get it. Saving sends the whole draft; the server's answer is what counts. */
export function InvoiceEditor({ tenant, invoiceId, initial }: EditorProps) {
  const { now } = useSurroundings();
  const memory = useDraftMemory<Draft>(`${tenant.id}.${invoiceId ?? 'new'}`, { initial, read: readDraft });
  const draft = memory.value;
  const change = (part: Partial<Draft>) => memory.setValue((before) => ({ ...before, ...part }));
  const shown = useDeferredValue(draft);
  const reckoned = useMemo(() => reckonDraft(shown, tenant.taxRounding), [shown, tenant.taxRounding]);
  const today = localDate(now(), tenant.timeZone);
  const model = useMemo(() => documentOf(shown, reckoned, tenant, today), [shown, reckoned, tenant, today]);
  const form = useRef<HTMLDivElement>(null);
  const saving = useSaving({
    tenant,
    invoiceId,
    draft,
    onSaved: memory.saved,
    showFaults: () => focusFault(form.current),
  });
  const { faults } = saving;

  return (
    <EditorLayout
      header={
        <PageHeader
          title={invoiceId ? 'Edit draft' : 'New invoice'}
          back={
            invoiceId
              ? { href: routes.invoice(invoiceId), label: 'Draft' }
              : { href: routes.invoices, label: 'Invoices' }
          }
        />
      }
      form={
        <div ref={form} className="flex min-w-0 flex-col gap-5">
          {memory.restored && (
            <Notice
              title="Your unsaved work is back."
              action={
                <Button size="small" onClick={memory.startAnew}>
                  Start anew
                </Button>
              }
            >
              It was kept in this browser and is not saved yet.
            </Notice>
          )}
          <CustomerCard draft={draft} tenant={tenant} onChange={change} faults={faults} />
          <LinesCard
            draft={draft}
            reckoned={reckoned}
            country={tenant.company?.address?.country}
            tenantId={tenant.id}
            onChange={change}
            faults={faults}
          />
          <DetailsCard draft={draft} tenant={tenant} today={today} onChange={change} faults={faults} />
          <WhatWentWrong error={saving.error} doing="save the draft" />
        </div>
      }
      preview={<DocumentPreview model={model} />}
      previewLabel="As your customer will see it"
      footer={<Foot reckoned={reckoned} draft={draft} saving={saving} />}
    />
  );
}

function Foot({ reckoned, draft, saving }: { reckoned: Reckoned; draft: Draft; saving: Saving }) {
  const { totals, leftOut, problem } = reckoned;
  const { locale } = useSurroundings();
  const count = Object.keys(saving.faults).length;
  const tax = Number(totals?.taxTotal ?? 0n);
  const taxText = tax > 0 ? `With ${moneyText(tax, draft.currency, locale)} tax.` : 'No tax.';
  const hint =
    problem ??
    (leftOut > 0 ? `${leftOut === 1 ? '1 line is' : `${leftOut} lines are`} not finished and not counted.` : taxText);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div aria-live="polite">
        <p className="font-semibold text-base">
          <span className="mr-2 font-normal text-ink-3 text-sm">Total</span>
          <Money amount={Number(totals?.total ?? 0n)} currency={draft.currency} />
        </p>
        <p className={count > 0 || problem ? 'text-red text-xs' : 'text-ink-3 text-xs'}>
          {count > 0 ? `${count === 1 ? '1 field needs' : `${count} fields need`} attention.` : hint}
        </p>
      </div>
      <div className="flex gap-2 max-sm:w-full max-sm:[&>*]:flex-1">
        <Button busy={saving.busy === 'draft'} disabled={saving.busy === 'issue'} onClick={() => saving.save('draft')}>
          Save draft
        </Button>
        <Button
          variant="primary"
          busy={saving.busy === 'issue'}
          disabled={saving.busy === 'draft'}
          onClick={() => saving.save('issue')}
        >
          Save and issue…
        </Button>
      </div>
    </div>
  );
}

type Saving = {
  save: (then: 'draft' | 'issue') => void;
  busy: 'draft' | 'issue' | null;
  faults: DraftFaults;
  error: unknown;
};
type SavingOptions = {
  tenant: TenantModel;
  invoiceId: string | undefined;
  draft: Draft;
  onSaved: () => void;
  showFaults: () => void;
};

function useSaving({ tenant, invoiceId, draft, onSaved, showFaults }: SavingOptions): Saving {
  const { navigate } = useSurroundings();
  const [tried, setTried] = useState<'draft' | 'issue' | null>(null);
  const [busy, setBusy] = useState<'draft' | 'issue' | null>(null);
  const put = useChange<DraftBody, InvoiceModel>(
    (body) =>
      invoiceId
        ? { method: 'PUT', path: `/invoices/${invoiceId}`, body }
        : { method: 'POST', path: '/invoices', body, intent: 'draft an invoice' },
    ({ customerId }) => touchedByInvoice(invoiceId ?? 'new', customerId),
  );
  const save = async (then: 'draft' | 'issue') => {
    if (busy) return;
    setTried(then);
    const written = bodyOf(draft);
    if (!written.ok || (then === 'issue' && Object.keys(missingForIssue(draft)).length > 0)) return showFaults();
    setBusy(then);
    try {
      const outcome = await put.run(written.body);
      rememberRates(
        localStorage,
        tenant.id,
        written.body.lines.flatMap(({ taxes }) => taxes),
      );
      onSaved();
      const id = outcome.kind === 'done' ? outcome.body.id : invoiceId;
      if (then === 'draft') sayOutcome(outcome, 'The draft is saved.');
      navigate?.(id ? `${routes.invoice(id)}${then === 'issue' ? '?ask=issue' : ''}` : routes.invoices);
    } catch {
      // The form shows the change's error.
    } finally {
      setBusy(null);
    }
  };
  const written = bodyOf(draft);
  const missing = tried === 'issue' ? missingForIssue(draft) : {};
  const faults = tried === null ? {} : { ...(written.ok ? {} : written.faults), ...missing };
  return { save: (then) => void save(then), busy, faults, error: put.error };
}

/** The first field that is wrong gets the keyboard, once its message stands there. */
function focusFault(form: HTMLElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
