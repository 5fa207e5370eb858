import { localDate } from '@purser/billing';
import {
  Button,
  Card,
  DocumentPreview,
  ErrorState,
  Field,
  Notice,
  Select,
  Skeleton,
  useSurroundings,
} from '@purser/ui';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useDeferredValue, useMemo, useState } from 'react';
import type { ChangeTenantBody, TenantModel } from '../../../src/api/models/tenant.ts';
import { useChange } from '../../shared/api/changes.ts';
import { useRead } from '../../shared/api/reads.ts';
import { documentOf } from '../drafting/draftDocument.ts';
import { reckonDraft } from '../drafting/reckonDraft.ts';
import { WhatWentWrong } from '../forms/formDialog.tsx';
import { languageOf, languageOptions } from '../forms/languages.ts';
import { sayOutcome } from '../forms/saidOutcome.ts';
import { sessionKey } from '../session/sessionStore.ts';
import { useCan } from '../session/useSession.ts';
import { BrandCard } from './brandCard.tsx';
import { CompanyCard } from './companyCard.tsx';
import { bodyOfCompany, formOfCompany } from './companyForm.ts';
import { isColour } from './contrast.ts';
import { sampleDraft } from './sampleDraft.ts';

/** What documents and pages say of the tenant, and how they look; the document stands beside it and follows. */
export function CompanyPart() {
  const { data, error, refetch } = useRead<TenantModel>('/tenant');
  if (error && !data)
    return <ErrorState error={error} doing="load your company details" onRetry={() => void refetch()} />;
  if (data) return <Editor tenant={data} />;
  return (
    <div aria-busy className="grid gap-6 lg:grid-cols-2">
      <Skeleton className="h-96" />
      <Skeleton className="h-96" />
    </div>
  );
}

function Editor({ tenant }: { tenant: TenantModel }) {
  const { now } = useSurroundings();
  const queries = useQueryClient();
  const mayAdminister = useCan('administer');
  const [company, setCompany] = useState(() => formOfCompany(tenant));
  const [language, setLanguage] = useState<string>(tenant.language);
  const [brand, setBrand] = useState(tenant.brand);
  const [tried, setTried] = useState(false);
  const save = useChange<ChangeTenantBody, TenantModel>(
    (body) => ({ method: 'PATCH', path: '/tenant', body }),
    () => ['/tenant', '/dashboard'],
  );
  const written = bodyOfCompany(company);
  const faults = tried && !written.ok ? written.faults : {};
  const shown = useDeferredValue({ company, brand });
  const model = useMemo(() => sampleDocument(tenant, shown, localDate(now(), tenant.timeZone)), [tenant, shown, now]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!written.ok || !isColour(brand.color) || save.busy) return;
    try {
      sayOutcome(
        await save.run({ company: written.body, brand, language: languageOf(language) ?? tenant.language }),
        'Saved. New documents and pages look like this; issued ones stay as they are.',
      );
      // The session carries the brand that this page wears.
      await queries.invalidateQueries({ queryKey: sessionKey, exact: true });
    } catch {
      // Shown under the fields.
    }
  };
  return (
    <div className="grid min-w-0 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] xl:gap-8">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex min-w-0 flex-col gap-5">
        {!mayAdminister && <Notice title="You may look, and an owner or administrator may change this." />}
        <fieldset disabled={!mayAdminister} className="flex min-w-0 flex-col gap-5">
          <legend className="sr-only">Company and brand</legend>
          <CompanyCard form={company} onChange={setCompany} fault={(path) => faults[path]} />
          <Card title="Language">
            <Field label="Documents and mails are in" hint="A customer may have a language of their own.">
              <Select options={languageOptions} value={language} onValueChange={setLanguage} />
            </Field>
          </Card>
          <BrandCard brand={brand} onChange={setBrand} />
        </fieldset>
        <WhatWentWrong error={save.error} doing="save your details" />
        {mayAdminister && (
          <Button type="submit" variant="primary" busy={save.busy} className="self-start">
            Save changes
          </Button>
        )}
      </form>
      <section aria-label="How an invoice looks" className="min-w-0 lg:sticky lg:top-7">
        <p className="pb-2 text-ink-3 text-xs">How an invoice looks</p>
        <DocumentPreview model={model} />
      </section>
    </div>
  );
}

type Shown = { company: ReturnType<typeof formOfCompany>; brand: TenantModel['brand'] };

/** An invoice that nobody gets. What is not finished stands as it was. */
function sampleDocument(tenant: TenantModel, { company, brand }: Shown, today: string) {
  const written = bodyOfCompany(company);
  const look = {
    ...tenant,
    company: written.ok ? written.body : tenant.company,
    brand: isColour(brand.color) ? brand : tenant.brand,
  };
  const draft = sampleDraft(tenant.currency);
  return {
    ...documentOf(draft, reckonDraft(draft, tenant.taxRounding), look, today),
    number: `${tenant.numberPrefix}1001`,
  };
}
