import { type Wording, type WordingField, type WordingProblem, wordingLimits } from '@purser/mailtemplate';
import { Card, Field, Input, Textarea } from '@purser/ui';
import { useRef } from 'react';
import type { TemplateSummaryModel } from '../../../../src/api/models/mailTemplate.ts';
import { insertAt, placeOf } from './textPlace.ts';

type FieldsProps = {
  template: TemplateSummaryModel;
  wording: Wording;
  problems: readonly WordingProblem[];
  disabled: boolean;
  onChange: (part: Partial<Wording>) => void;
};
type Box = HTMLInputElement | HTMLTextAreaElement;

const fields: readonly { field: WordingField; label: string; hint?: string; lines?: number }[] = [
  { field: 'subject', label: 'Subject' },
  { field: 'preview', label: 'Preview line', hint: 'What mail programs show beside the subject.' },
  {
    field: 'body',
    label: 'Text',
    lines: 8,
    hint: 'A blank line begins a paragraph. **Two stars** make words strong. A paragraph whose tag has no value is left out.',
  },
  { field: 'button', label: 'Button' },
  { field: 'aside', label: 'Small print', lines: 4, hint: 'Below the button.' },
];

/** A template's five texts; a click on a tag puts it where one was writing last. */
export function TemplateFields({ template, wording, problems, disabled, onChange }: FieldsProps) {
  const boxes = useRef(new Map<WordingField, Box>());
  const last = useRef<WordingField>('body');
  const wire = (field: WordingField) => ({
    ref: (box: Box | null) => {
      if (box) boxes.current.set(field, box);
      else boxes.current.delete(field);
    },
    value: wording[field],
    disabled,
    maxLength: wordingLimits[field],
    onFocus: () => {
      last.current = field;
    },
    onChange: (event: { currentTarget: Box }) => onChange({ [field]: event.currentTarget.value }),
  });
  const put = (tag: string) => {
    const box = boxes.current.get(last.current);
    if (!box) return;
    const { text, caret } = insertAt(box.value, box.selectionStart ?? box.value.length, box.selectionEnd, `{${tag}}`);
    onChange({ [last.current]: text });
    requestAnimationFrame(() => {
      box.focus();
      box.setSelectionRange(caret, caret);
    });
  };
  const show = ({ field, line, column }: WordingProblem) => {
    const box = boxes.current.get(field);
    if (!box) return;
    const at = placeOf(box.value, line, column);
    box.focus();
    box.setSelectionRange(at, Math.min(at + 1, box.value.length));
  };
  const faultsIn = (field: WordingField) => {
    const found = problems.filter((problem) => problem.field === field);
    if (found.length === 0) return undefined;
    return found.map((problem) => (
      <button
        key={`${problem.line} ${problem.column} ${problem.code}`}
        type="button"
        onClick={() => show(problem)}
        className="block text-left underline-offset-2 hover:underline"
      >
        Line {problem.line}, column {problem.column}: {problem.text}
      </button>
    ));
  };
  return (
    <>
      <Card title="Words">
        <div className="flex flex-col gap-4">
          {fields
            .filter(({ field }) => field !== 'button' || template.hasLink)
            .map(({ field, label, hint, lines }) => (
              <Field key={field} label={label} hint={hint} error={faultsIn(field)}>
                {lines ? <Textarea rows={lines} {...wire(field)} /> : <Input {...wire(field)} />}
              </Field>
            ))}
        </div>
      </Card>
      {!disabled && (
        <Card title="Tags">
          <p className="pb-3 text-ink-3 text-xs">A click puts it where you were writing.</p>
          <ul className="flex flex-col gap-1.5">
            {template.tags.map(({ tag, about }) => (
              <li key={tag} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
                <button
                  type="button"
                  // The caret stays where it was.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => put(tag)}
                  className="rounded-md border border-line bg-surface px-2 py-1 font-mono text-xs hover:bg-hover pointer-coarse:min-h-11"
                >
                  {`{${tag}}`}
                </button>
                <span className="text-ink-3 text-xs">{about}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
