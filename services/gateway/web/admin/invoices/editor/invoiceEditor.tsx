import { localDate } from '@purser/billing';
import { DocumentPreview, EditorLayout, PageHeader, useDraftMemory, useSurroundings } from '@purser/ui';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { DraftBody, InvoiceModel } from '../../../../src/api/models/invoice.ts';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { CustomerCard } from '../../drafting/customerCard.tsx';
import { DetailsCard } from '../../drafting/detailsCard.tsx';
import type { Draft } from '../../drafting/draft.ts';
import { bodyOf, missingForIssue } from '../../drafting/draftBody.ts';
import { documentOf } from '../../drafting/draftDocument.ts';
import { DraftFoot, focusFault, Restored, type Saving } from '../../drafting/draftFoot.tsx';
import { LinesCard } from '../../drafting/linesCard.tsx';
import { readDraft } from '../../drafting/readDraft.ts';
import { reckonDraft } from '../../drafting/reckonDraft.ts';
import { ReverseChargeHint } from '../../drafting/reverseChargeHint.tsx';
import { WhatWentWrong } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { routes } from '../../routes.ts';
import { touchedByInvoice } from '../touched.ts';

type EditorProps = {
  tenant: TenantModel;
  invoiceId: string | undefined;
  initial: Draft;
};

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
          {memory.restored && <Restored onStartAnew={memory.startAnew} />}
          <CustomerCard draft={draft} tenant={tenant} onChange={change} faults={faults} />
          <ReverseChargeHint draft={draft} tenant={tenant} onChange={change} />
          <LinesCard draft={draft} reckoned={reckoned} onChange={change} faults={faults} />
          <DetailsCard draft={draft} tenant={tenant} today={today} onChange={change} faults={faults} />
          <WhatWentWrong error={saving.error} doing="save the draft" />
        </div>
      }
      preview={<DocumentPreview model={model} />}
      previewLabel="As your customer will see it"
      footer={<DraftFoot reckoned={reckoned} draft={draft} saving={saving} finish="Save and issue…" />}
    />
  );
}

type SavingOptions = {
  invoiceId: string | undefined;
  draft: Draft;
  onSaved: () => void;
  showFaults: () => void;
};

function useSaving({ invoiceId, draft, onSaved, showFaults }: SavingOptions): Saving {
  const { navigate } = useSurroundings();
  const [tried, setTried] = useState<Saving['busy']>(null);
  const [busy, setBusy] = useState<Saving['busy']>(null);
  const put = useChange<DraftBody, InvoiceModel>(
    (body) =>
      invoiceId
        ? { method: 'PUT', path: `/invoices/${invoiceId}`, body }
        : { method: 'POST', path: '/invoices', body, intent: 'draft an invoice' },
    ({ customerId }) => touchedByInvoice(invoiceId ?? 'new', customerId),
  );
  const save = async (then: 'draft' | 'finish') => {
    if (busy) return;
    setTried(then);
    const written = bodyOf(draft);
    if (!written.ok || (then === 'finish' && Object.keys(missingForIssue(draft)).length > 0)) return showFaults();
    setBusy(then);
    try {
      const outcome = await put.run(written.body);
      onSaved();
      const id = outcome.kind === 'done' ? outcome.body.id : invoiceId;
      if (then === 'draft') sayOutcome(outcome, 'The draft is saved.');
      navigate?.(id ? `${routes.invoice(id)}${then === 'finish' ? '?ask=issue' : ''}` : routes.invoices);
    } catch {
      // The form shows the change's error.
    } finally {
      setBusy(null);
    }
  };
  const written = bodyOf(draft);
  const missing = tried === 'finish' ? missingForIssue(draft) : {};
  const faults = tried === null ? {} : { ...(written.ok ? {} : written.faults), ...missing };
  return { save: (then) => void save(then), busy, faults, error: put.error };
}
