import { localDate } from '@purser/billing';
import {
  DateInput,
  DocumentPreview,
  EditorLayout,
  Field,
  PageHeader,
  useDraftMemory,
  useSurroundings,
} from '@purser/ui';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { QuoteDraftBody, QuoteModel } from '../../../../src/api/models/quote.ts';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { CustomerCard } from '../../drafting/customerCard.tsx';
import { DetailsCard } from '../../drafting/detailsCard.tsx';
import type { DraftFaults } from '../../drafting/draftBody.ts';
import { DraftFoot, focusFault, Restored, type Saving } from '../../drafting/draftFoot.tsx';
import { LinesCard } from '../../drafting/linesCard.tsx';
import { reckonDraft } from '../../drafting/reckonDraft.ts';
import { WhatWentWrong } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { routes } from '../../routes.ts';
import { touchedByQuote } from '../naming.ts';
import { quoteDocumentOf } from './quoteDocument.ts';
import { countedIn, missingForSend, type QuoteDraft, quoteBodyOf, readQuoteDraft } from './quoteDraft.ts';

type EditorProps = { tenant: TenantModel; quote: QuoteModel | undefined; initial: QuoteDraft };

const words: Parameters<typeof DetailsCard>[0]['words'] = {
  discount: 'Discount on the quote',
  terms: () => 'Of the invoice that comes of it.',
  note: 'Stands on the quote, and on the invoice that comes of it.',
};

/** The form left, the document right as the customer would get it. Saving sends the whole draft; the server's answer is what counts. */
export function QuoteEditor({ tenant, quote, initial }: EditorProps) {
  const { now } = useSurroundings();
  const memory = useDraftMemory<QuoteDraft>(`${tenant.id}.${quote?.id ?? 'new quote'}`, {
    initial,
    read: readQuoteDraft,
  });
  const draft = memory.value;
  const change = (part: Partial<QuoteDraft>) => memory.setValue((before) => ({ ...before, ...part }));
  const shown = useDeferredValue(draft);
  const today = localDate(now(), tenant.timeZone);
  const reckoned = useMemo(
    () => ({
      all: reckonDraft(shown, tenant.taxRounding),
      counted: reckonDraft(countedIn(shown), tenant.taxRounding),
    }),
    [shown, tenant.taxRounding],
  );
  const facts = { today, number: quote?.number ?? null, version: quote?.version ?? 1 };
  const model = quoteDocumentOf(shown, reckoned, tenant, facts);
  const form = useRef<HTMLDivElement>(null);
  const saving = useSaving({
    ...{ quoteId: quote?.id, draft, today },
    onSaved: memory.saved,
    showFaults: () => focusFault(form.current),
  });
  const { faults } = saving;
  return (
    <EditorLayout
      header={
        <PageHeader
          title={titleOf(quote)}
          back={quote ? { href: routes.quote(quote.id), label: 'Draft' } : { href: routes.quotes, label: 'Quotes' }}
        />
      }
      form={
        <div ref={form} className="flex min-w-0 flex-col gap-5">
          {memory.restored && <Restored onStartAnew={memory.startAnew} />}
          <CustomerCard draft={draft} tenant={tenant} onChange={change} faults={faults} />
          <LinesCard draft={draft} reckoned={reckoned.all} onChange={change} faults={faults} choice />
          <DetailsCard draft={draft} tenant={tenant} today={today} onChange={change} faults={faults} words={words}>
            <Field
              label="Valid until"
              required={false}
              error={faults.validUntil}
              hint="The last day on which it can be accepted; 30 days from sending without one."
            >
              <DateInput value={draft.validUntil} min={today} onValueChange={(validUntil) => change({ validUntil })} />
            </Field>
          </DetailsCard>
          <WhatWentWrong error={saving.error} doing="save the draft" />
        </div>
      }
      preview={<DocumentPreview model={model} />}
      previewLabel="As your customer will see it"
      footer={<DraftFoot reckoned={footOf(reckoned)} draft={draft} saving={saving} finish="Save and send…" />}
    />
  );
}

function titleOf(quote: QuoteModel | undefined): string {
  if (!quote) return 'New quote';
  return quote.version > 1 ? `Edit version ${quote.version} of ${quote.number}` : 'Edit draft quote';
}

/** The total is of what is counted; a line that is not finished is missed whether it is counted or not. */
function footOf({ all, counted }: { all: ReturnType<typeof reckonDraft>; counted: ReturnType<typeof reckonDraft> }) {
  return { ...counted, leftOut: all.leftOut, problem: counted.problem ?? all.problem };
}

type SavingOptions = {
  quoteId: string | undefined;
  draft: QuoteDraft;
  today: string;
  onSaved: () => void;
  showFaults: () => void;
};

function useSaving({ quoteId, draft, today, onSaved, showFaults }: SavingOptions): Saving {
  const { navigate } = useSurroundings();
  const [tried, setTried] = useState<Saving['busy']>(null);
  const [busy, setBusy] = useState<Saving['busy']>(null);
  const put = useChange<QuoteDraftBody, QuoteModel>(
    (body) =>
      quoteId
        ? { method: 'PUT', path: `/quotes/${quoteId}`, body }
        : { method: 'POST', path: '/quotes', body, intent: 'draft a quote' },
    ({ customerId }) => touchedByQuote(customerId),
  );
  const save = async (then: 'draft' | 'finish') => {
    if (busy) return;
    setTried(then);
    const written = quoteBodyOf(draft, today);
    if (!written.ok || (then === 'finish' && Object.keys(missingForSend(draft)).length > 0)) return showFaults();
    setBusy(then);
    try {
      const outcome = await put.run(written.body);
      onSaved();
      const id = outcome.kind === 'done' ? outcome.body.id : quoteId;
      if (then === 'draft') sayOutcome(outcome, 'The draft is saved.');
      navigate?.(id ? `${routes.quote(id)}${then === 'finish' ? '?ask=send' : ''}` : routes.quotes);
    } catch {
      // The form shows the change's error.
    } finally {
      setBusy(null);
    }
  };
  const written = quoteBodyOf(draft, today);
  const missing: DraftFaults = tried === 'finish' ? missingForSend(draft) : {};
  const faults = tried === null ? {} : { ...(written.ok ? {} : written.faults), ...missing };
  return { save: (then) => void save(then), busy, faults, error: put.error };
}
