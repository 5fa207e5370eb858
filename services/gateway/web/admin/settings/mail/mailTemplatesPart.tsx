import { languageNames } from '@purser/mailtemplate';
import { Badge, Card, ErrorState, Link, Skeleton } from '@purser/ui';
import { useSearchParams } from 'wouter';
import type { TemplateSummaryModel } from '../../../../src/api/models/mailTemplate.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { templateHref } from './templateHref.ts';
import { TemplatePage } from './templatePage.tsx';

/** Every kind of mail and whether its words are one's own; one of them open, by the address. */
export function MailTemplatesPart() {
  const [address] = useSearchParams();
  const { data, error, refetch } = useRead<{ data: TemplateSummaryModel[] }>('/mail-templates');
  if (error && !data) return <ErrorState error={error} doing="load the templates" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-96" />;
  const open = data.data.find(({ kind }) => kind === address.get('kind'));
  if (open) return <TemplatePage template={open} language={address.get('language')} />;
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <Kinds title="To customers" kinds={data.data.filter(({ audience }) => audience === 'customer')} />
      <Kinds title="To your staff" kinds={data.data.filter(({ audience }) => audience === 'staff')} />
    </div>
  );
}

function Kinds({ title, kinds }: { title: string; kinds: readonly TemplateSummaryModel[] }) {
  return (
    <Card title={title} flush>
      <ul className="border-line border-t">
        {kinds.map(({ kind, title: name, about, changed }) => (
          <li key={kind} className="border-line border-b last:border-b-0">
            <Link
              href={templateHref(kind)}
              className="flex items-center justify-between gap-4 px-4 py-3 no-underline hover:bg-hover sm:px-5"
            >
              <span className="min-w-0">
                <span className="block font-medium text-ink">
                  {name.replace('To staff: ', '').replace(/^./, (first) => first.toUpperCase())}
                </span>
                <span className="block text-ink-3 text-xs">{about}</span>
              </span>
              {changed.length > 0 ? (
                <Badge tone="info">Yours in {changed.map(({ language }) => languageNames[language]).join(', ')}</Badge>
              ) : (
                <Badge tone="neutral">Default</Badge>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
