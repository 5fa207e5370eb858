import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Combobox } from './combobox.tsx';
import { DateInput } from './dateInput.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';
import { MoneyInput } from './moneyInput.tsx';
import { Select } from './select.tsx';
import { Textarea } from './textarea.tsx';

const controls = {
  Input: <Input />,
  Textarea: <Textarea />,
  Select: <Select options={[{ value: 'a', label: 'A' }]} />,
  MoneyInput: <MoneyInput value={1250} currency="GBP" onValueChange={() => undefined} />,
  DateInput: <DateInput value={null} onValueChange={() => undefined} />,
  Combobox: <Combobox value={null} onValueChange={() => undefined} search={async () => []} />,
};

const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];

test.each(Object.entries(controls))(
  '%s is named by the label of its field and described by error and hint',
  (_, control) => {
    const html = renderToStaticMarkup(
      <Field label="Name" hint="As on the invoice." error="Write a name." required>
        {control}
      </Field>,
    );
    const label = /<label [^>]*>/.exec(html)?.[0] ?? '';
    const tag = /<(input|textarea|select) [^>]*>/.exec(html)?.[0] ?? '';
    const id = attribute(label, 'for');
    expect(id).toBeTruthy();
    expect(attribute(tag, 'id')).toBe(id);
    expect(attribute(tag, 'aria-describedby')).toBe(`${id}-error ${id}-hint`);
    expect(attribute(tag, 'aria-invalid')).toBe('true');
    expect(attribute(tag, 'aria-required')).toBe('true');
    expect(html).toContain(`id="${id}-error" aria-live="polite"`);
    expect(html).toMatch(/-error"[^>]*>Write a name\.</);
    expect(html).toMatch(/-hint"[^>]*>As on the invoice\.</);
  },
);

test('a field without fault describes nothing that is not there', () => {
  const html = renderToStaticMarkup(
    <Field label="Name">
      <Input />
    </Field>,
  );
  const tag = /<input [^>]*>/.exec(html)?.[0] ?? '';
  expect(tag).not.toContain(' aria-describedby=');
  expect(tag).not.toContain(' aria-invalid=');
});

test('money stands in the box with all decimals of its currency', () => {
  const html = renderToStaticMarkup(<MoneyInput value={1230} currency="KWD" onValueChange={() => undefined} />);
  expect(html).toContain('value="1.230"');
});

test('money stands bare where room is short', () => {
  const html = renderToStaticMarkup(<MoneyInput bare value={1250} currency="GBP" onValueChange={() => undefined} />);
  expect(html).toContain('value="12.50"');
  expect(html).not.toContain('>GBP<');
});

test('an amount of a currency nobody knows cannot be typed', () => {
  const html = renderToStaticMarkup(<MoneyInput value={1230} currency="XXX" onValueChange={() => undefined} />);
  expect(html).toContain('disabled=""');
  expect(html).not.toContain('1230');
});
