import { checkWording, definitionOf, type Wording, wordingFields } from '@purser/mailtemplate';
import { Button, ConfirmDialog, Notice, useDraftMemory } from '@purser/ui';
import { Send } from 'lucide-react';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type {
  MailSampleModel,
  TemplateModel,
  TemplateSummaryModel,
  TestAnswer,
} from '../../../../src/api/models/mailTemplate.ts';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { WhatWentWrong } from '../../forms/formDialog.tsx';
import { sayFailure, sayOutcome } from '../../forms/saidOutcome.ts';
import { useCan } from '../../session/useSession.ts';
import { TemplateFields } from './templateFields.tsx';
import { TemplatePreview } from './templatePreview.tsx';

type EditorProps = {
  template: TemplateSummaryModel;
  tenant: TenantModel;
  stored: TemplateModel;
  sample: MailSampleModel;
  /** Whose figures a test has, when not a sample's. */
  invoice: string | undefined;
  sampleChoice: ReactNode;
};

/** A mail's words, and the mail as its reader gets it. What is not saved is kept in this browser. */
export function TemplateEditor({ template, tenant, stored, sample, invoice, sampleChoice }: EditorProps) {
  const { kind, language } = stored;
  const mayAdminister = useCan('administer');
  const memory = useDraftMemory<Wording>(`${tenant.id}.mail.${kind}.${language}`, {
    initial: stored.wording,
    read: readWording,
  });
  const wording = memory.value;
  const shown = useDeferredValue(wording);
  const problems = useMemo(() => checkWording(definitionOf(kind), wording), [kind, wording]);
  const isDefault = wordingFields.every((field) => wording[field] === stored.defaults[field]);
  const acts = useActs(stored, invoice);
  const [resetting, setResetting] = useState(false);
  const save = async () => {
    if (problems.length > 0) return;
    if (await acts.save(wording)) memory.saved();
  };
  return (
    <div className="grid min-w-0 items-start gap-6 lg:grid-cols-2 xl:gap-8">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        className="flex min-w-0 flex-col gap-5"
      >
        {!mayAdminister && <Notice title="You may look, and an owner or administrator may change this." />}
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
        <TemplateFields
          template={template}
          wording={wording}
          problems={problems}
          disabled={!mayAdminister}
          onChange={(part) => memory.setValue((before) => ({ ...before, ...part }))}
        />
        <WhatWentWrong error={acts.error} doing="save the template" />
        {mayAdminister && (
          <div className="flex flex-wrap items-center gap-2">
            <Button
              type="submit"
              variant="primary"
              busy={acts.saving}
              disabled={problems.length > 0 || !memory.changed}
            >
              Save
            </Button>
            <Button
              icon={<Send aria-hidden size={16} />}
              busy={acts.testing}
              disabled={problems.length > 0}
              onClick={() => void acts.test(wording)}
            >
              Send test to me
            </Button>
            {(stored.changedAt !== null || !isDefault) && (
              <Button variant="ghost" onClick={() => setResetting(true)}>
                Reset to default
              </Button>
            )}
          </div>
        )}
      </form>
      <TemplatePreview kind={kind} language={language} wording={shown} tenant={tenant} sample={sample}>
        {sampleChoice}
      </TemplatePreview>
      <ConfirmDialog
        open={resetting}
        onOpenChange={setResetting}
        tone="danger"
        verb="Reset"
        object={template.title}
        consequence="The mail says what it did in the beginning, from the next one on. Your words are dropped."
        onConfirm={async () => {
          if (stored.changedAt !== null) await acts.reset();
          memory.saved();
          memory.setValue(stored.defaults);
          memory.saved();
        }}
      />
    </div>
  );
}

function useActs({ kind, language }: TemplateModel, invoice: string | undefined) {
  const path = `/mail-templates/${kind}/${language}`;
  const save = useChange<Wording>(
    (wording) => ({ method: 'PUT', path, body: { wording } }),
    () => ['/mail-templates'],
  );
  const reset = useChange<void>(
    () => ({ method: 'DELETE', path }),
    () => ['/mail-templates'],
  );
  const test = useChange<Wording, TestAnswer>(
    (wording) => ({ method: 'POST', path: `${path}/test`, body: { wording, ...(invoice && { invoiceId: invoice }) } }),
    () => [],
  );
  return {
    saving: save.busy,
    testing: test.busy,
    error: save.error,
    save: async (wording: Wording): Promise<boolean> => {
      try {
        sayOutcome(await save.run(wording), 'Saved. The next mail says this.');
        return true;
      } catch {
        // Shown under the fields.
        return false;
      }
    },
    reset: async () => sayOutcome(await reset.run(), 'The template is as it was in the beginning.'),
    test: async (wording: Wording) => {
      try {
        const outcome = await test.run(wording);
        if (outcome.kind === 'done' && !outcome.body.isSent)
          throw new Error(outcome.body.problem ?? 'The mail server did not take it.');
        const to = outcome.kind === 'done' ? outcome.body.to : 'you';
        sayOutcome(outcome, `A test is on its way to ${to}.`);
      } catch (error) {
        sayFailure(error, 'send the test');
      }
    },
  };
}

/** What an earlier visit left, as long as it is a template. */
function readWording(stored: unknown): Wording | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const texts = wordingFields.map((field) => [field, Reflect.get(stored, field)] as const);
  if (!texts.every(([, text]) => typeof text === 'string')) return undefined;
  return Object.fromEntries(texts) as Wording;
}
