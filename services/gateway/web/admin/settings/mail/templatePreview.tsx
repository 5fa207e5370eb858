import {
  definitionOf,
  isTag,
  letterHtml,
  letterText,
  linkPlace,
  type MailKind,
  type MailLanguage,
  type Wording,
  writeLetter,
} from '@purser/mailtemplate';
import { Tabs } from '@purser/ui';
import { type ReactNode, useMemo, useState } from 'react';
import type { MailSampleModel } from '../../../../src/api/models/mailTemplate.ts';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
import { MailFrame } from '../../mails/mailFrame.tsx';

type PreviewProps = {
  kind: MailKind;
  language: MailLanguage;
  wording: Wording;
  tenant: TenantModel;
  sample: MailSampleModel;
  children: ReactNode;
};

/** The mail as its reader gets it, made by the same code that sends it. Its link leads nowhere. */
export function TemplatePreview({ kind, language, wording, tenant, sample, children }: PreviewProps) {
  const [shown, setShown] = useState('html');
  const mail = useMemo(() => {
    const letter = writeLetter(definitionOf(kind), wording, {
      language,
      sender: sample.sender,
      values: Object.fromEntries(sample.values.filter(({ tag }) => isTag(tag)).map(({ tag, value }) => [tag, value])),
    });
    const { color, onColor, radius_px, logo } = tenant.brand;
    const picture = logo?.type === 'image/png' ? `data:image/png;base64,${logo.base64}` : null;
    return {
      ...letter,
      html: letterHtml(letter, { color, onColor, radius_px, logo: picture }).replaceAll(linkPlace, '#'),
      text: letterText(letter).replaceAll(linkPlace, '[the reader’s own link]'),
    };
  }, [kind, language, wording, tenant, sample]);
  return (
    <section aria-label="How the mail looks" className="flex min-w-0 flex-col gap-3 lg:sticky lg:top-7">
      <div className="flex flex-wrap items-end justify-between gap-3">{children}</div>
      <div className="rounded-lg border border-line bg-surface px-4 py-3">
        <p className="text-ink-3 text-xs">{sample.sender}</p>
        <p className="break-words font-medium">{mail.subject || '—'}</p>
        <p className="truncate text-ink-3 text-sm">{mail.preview}</p>
      </div>
      <Tabs
        label="The mail"
        active={shown}
        onActiveChange={setShown}
        tabs={[
          { id: 'html', label: 'As read', content: <MailFrame html={mail.html} title="How the mail looks" /> },
          {
            id: 'text',
            label: 'Plain text',
            content: (
              <pre className="overflow-x-auto whitespace-pre-wrap break-words rounded-lg border border-line bg-surface p-5 font-mono text-xs leading-5">
                {mail.text}
              </pre>
            ),
          },
        ]}
      />
    </section>
  );
}
