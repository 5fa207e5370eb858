import { languageFor, languageNames, type MailLanguage, mailLanguages } from '@purser/mailtemplate';
import { Badge, Button, DateText, ErrorState, Field, Link, Select, Skeleton } from '@purser/ui';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { MailSampleModel, TemplateModel, TemplateSummaryModel } from '../../../../src/api/models/mailTemplate.ts';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { idIn, routes } from '../../routes.ts';
import { SampleChoice } from './sampleChoice.tsx';
import { TemplateEditor } from './templateEditor.tsx';
import { templateHref } from './templateHref.ts';

type PageProps = { template: TemplateSummaryModel; language: string | null };

/** One kind of mail in one language: its words left, the mail right. */
export function TemplatePage({ template, language: wished }: PageProps) {
  const { data: tenant } = useRead<TenantModel>('/tenant');
  const [, go] = useLocation();
  const language = languageFor(wished, tenant?.language);
  const changed = template.changed.find((each) => each.language === language);
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-0">
          <Link href={routes.setting('mail-templates')} className="text-ink-3 text-xs hover:underline">
            All mails
          </Link>
          <h2 className="flex flex-wrap items-center gap-3 font-semibold text-xl">
            {template.title}
            {changed ? <Badge tone="info">Yours</Badge> : <Badge tone="neutral">Default</Badge>}
          </h2>
          <p className="text-ink-3 text-sm">
            {template.about}
            {changed && (
              <>
                {' '}
                Changed <DateText at={changed.changedAt} />.
              </>
            )}
          </p>
        </div>
        <Field label="Language" className="w-40">
          <Select
            value={language}
            options={mailLanguages.map((each) => ({ value: each, label: labelOf(template, each) }))}
            onValueChange={(next) => go(templateHref(template.kind, next))}
          />
        </Field>
      </div>
      {tenant ? (
        <Loaded key={`${template.kind} ${language}`} template={template} tenant={tenant} language={language} />
      ) : (
        <Skeleton className="h-96" />
      )}
    </div>
  );
}

const labelOf = ({ changed }: TemplateSummaryModel, language: MailLanguage): string =>
  changed.some((each) => each.language === language) ? `${languageNames[language]} (yours)` : languageNames[language];

type LoadedProps = { template: TemplateSummaryModel; tenant: TenantModel; language: MailLanguage };

function Loaded({ template, tenant, language }: LoadedProps) {
  const path = `/mail-templates/${template.kind}/${language}`;
  const [invoice, setInvoice] = useState<string>();
  const { data, error, refetch } = useRead<TemplateModel>(path);
  const sample = useRead<MailSampleModel>(`${path}/sample`, {
    query: { invoice: idIn('inv', invoice) },
    keep: true,
  });
  const failed = error ?? sample.error;
  if (failed && !(data && sample.data)) {
    return (
      <ErrorState
        error={failed}
        doing="load the template"
        onRetry={() => void Promise.all([refetch(), sample.refetch()])}
        action={invoice === undefined ? undefined : <Button onClick={() => setInvoice(undefined)}>Use a sample</Button>}
      />
    );
  }
  if (!data || !sample.data) return <Skeleton className="h-96" />;
  return (
    <TemplateEditor
      template={template}
      tenant={tenant}
      stored={data}
      sample={sample.data}
      invoice={idIn('inv', invoice)}
      sampleChoice={<SampleChoice invoice={invoice} onChange={setInvoice} />}
    />
  );
}
