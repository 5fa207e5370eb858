import type { Brand } from '@purser/document';
import { BrandLogo, Button, Card, Field, Input, Notice, Select } from '@purser/ui';
import { Check, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { contrast, isColour, LEAST, readableOn } from './contrast.ts';
import { readLogo } from './readLogo.ts';

const fonts: readonly { value: Brand['font']; label: string }[] = [
  { value: 'inter', label: 'Inter' },
  { value: 'system', label: 'The reader’s own' },
  { value: 'serif', label: 'Serif' },
];
const corners = [
  { value: '0', label: 'Square' },
  { value: '4', label: 'Slightly round' },
  { value: '8', label: 'Round' },
  { value: '14', label: 'Very round' },
];

/** The five things of a brand: colour, what stands on it, corners, font, logo. Pages, mails and documents follow. */
export function BrandCard({ brand, onChange }: { brand: Brand; onChange: (brand: Brand) => void }) {
  const ratio = contrast(brand.color, brand.onColor);
  const known = corners.some(({ value }) => value === String(brand.radius_px));
  const setColour = (text: string) =>
    onChange({ ...brand, color: text, onColor: isColour(text) ? readableOn(text) : brand.onColor });
  return (
    <Card title="Brand">
      <div className="flex flex-col gap-4">
        <LogoField logo={brand.logo} onChange={(logo) => onChange({ ...brand, logo })} />
        <div className="grid gap-4 sm:grid-cols-[minmax(9.5rem,1.4fr)_1fr_1fr]">
          <Field label="Colour" error={isColour(brand.color) ? undefined : 'As in #1f4fd8.'}>
            <div className="flex gap-2">
              <input
                type="color"
                aria-label="Pick the colour"
                value={isColour(brand.color) ? brand.color : '#1f4fd8'}
                onChange={(event) => setColour(event.currentTarget.value)}
                className="h-9 w-11 shrink-0 rounded-md border border-line-field bg-surface p-1 pointer-coarse:h-11"
              />
              <Input
                aria-label="Colour"
                value={brand.color}
                maxLength={7}
                spellCheck={false}
                className="font-mono"
                onChange={(event) => setColour(event.currentTarget.value.trim())}
              />
            </div>
          </Field>
          <Field label="Corners">
            <Select
              value={String(brand.radius_px)}
              options={
                known ? corners : [...corners, { value: String(brand.radius_px), label: `${brand.radius_px} px` }]
              }
              onValueChange={(value) => onChange({ ...brand, radius_px: Number(value) })}
            />
          </Field>
          <Field label="Font">
            <Select
              value={brand.font}
              options={fonts}
              onValueChange={(value) =>
                onChange({ ...brand, font: fonts.find((each) => each.value === value)?.value ?? 'inter' })
              }
            />
          </Field>
        </div>
        {ratio !== undefined && <ContrastLine brand={brand} ratio={ratio} />}
      </div>
    </Card>
  );
}

function ContrastLine({ brand, ratio }: { brand: Brand; ratio: number }) {
  const enough = ratio >= LEAST;
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <span
        ref={(element) => {
          element?.style.setProperty('background-color', brand.color);
          element?.style.setProperty('color', brand.onColor);
        }}
        className="rounded-md px-3 py-1.5 font-medium"
      >
        Pay now
      </span>
      {enough ? (
        <span className="inline-flex items-center gap-1.5 text-ink-2">
          <Check aria-hidden size={14} className="text-green" />
          Reads well: contrast {ratio.toFixed(1)} to 1.
        </span>
      ) : (
        <Notice tone="warning" title={`Hard to read: contrast ${ratio.toFixed(1)} to 1.`}>
          Text on a button needs {LEAST} to 1. Choose a darker or a lighter colour.
        </Notice>
      )}
    </div>
  );
}

function LogoField({ logo, onChange }: { logo: Brand['logo']; onChange: (logo: Brand['logo']) => void }) {
  const file = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    const read = await readLogo(chosen);
    setProblem(read.ok ? undefined : read.problem);
    if (read.ok) onChange(read.logo);
  };
  return (
    <div className="flex flex-col gap-2">
      <p className="font-medium text-sm">Logo</p>
      <div className="flex flex-wrap items-center gap-3">
        {logo && (
          // Documents are white in either theme, and so is what a logo is made for.
          <span className="rounded-md border border-line bg-[#fff] px-3 py-2">
            <BrandLogo name="Your logo" logo={logo} />
          </span>
        )}
        <Button size="small" icon={<Upload aria-hidden size={14} />} onClick={() => file.current?.click()}>
          {logo ? 'Replace logo' : 'Upload logo'}
        </Button>
        {logo && (
          <Button size="small" variant="ghost" onClick={() => onChange(null)}>
            Remove logo
          </Button>
        )}
        <input
          ref={file}
          type="file"
          accept="image/png,image/svg+xml"
          aria-label="Logo file"
          hidden
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      <p className="text-ink-3 text-xs">PNG or SVG, 200 KB at most. A wide logo on a clear ground looks best.</p>
      {problem && (
        <p role="alert" className="font-medium text-red text-xs">
          {problem}
        </p>
      )}
    </div>
  );
}
