import { createHash } from 'node:crypto';
import { plainBrand } from '@purser/document';
import { invoice, receipt, statement } from '@purser/document/sample';
import { expect, test } from 'vitest';
import { pdfWorkers, timeout_ms } from './pdfWorkers.ts';
import { pngFile } from './png.fixture.ts';
import { renderPdf } from './renderPdf.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const logo = { type: 'image/png' as const, base64: pngFile({ width: 40, height: 10 }).toString('base64') };
const name = 'Ελληνικά Žluťoučký Кириллица';

test('the same model is the same bytes, whichever thread makes it and whatever it made before', async () => {
  const models = [
    invoice(3),
    invoice(40, { brand: { ...plainBrand, logo }, note: name }),
    receipt({ recipient: { name, email: null, address: null } }),
  ];
  const [one, other] = [pdfWorkers({ size: 1 }), pdfWorkers({ size: 1 })];
  try {
    const first = await Promise.all(models.map((model) => one.render(model)));
    const second = await Promise.all(models.toReversed().map((model) => other.render(model)));
    const again = await Promise.all(models.map((model) => renderPdf(model)));
    const hashes = first.map(sha256);
    expect(new Set(hashes).size).toBe(models.length);
    expect(second.toReversed().map(sha256)).toEqual(hashes);
    expect(again.map(sha256)).toEqual(hashes);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
});

test('a document that cannot be made fails alone', async () => {
  const workers = pdfWorkers({ size: 1 });
  try {
    const bad = workers.render(invoice(1, { currency: 'ZZZ' }));
    const good = workers.render(invoice(1));
    await expect(bad).rejects.toMatchObject({ kind: 'bug', code: 'render_failed' });
    expect(Buffer.from(await good).toString('latin1', 0, 5)).toBe('%PDF-');
  } finally {
    await workers.close();
  }
});

test('a document may take the longer the more rows it has', () => {
  const entry = { date: '2026-02-03', kind: 'payment' as const, reference: 'Card', debit: 0, credit: 0, balance: 0 };
  const entries = Array.from({ length: 500 }, () => entry);
  expect([receipt(), invoice(500), statement({ entries })].map(timeout_ms)).toEqual([30_000, 45_000, 45_000]);
});
