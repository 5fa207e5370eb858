import type { DocumentModel, FileRef } from '@purser/document';
import { expect, test } from 'vitest';
import { readPrintingConfig } from './config.ts';
import { printingOnce } from './printing.ts';

const file = (address: string): FileRef => ({ address, key: '', size: 0, hash: '', type: 'application/pdf' });
const model = {} as DocumentModel;

test('what is asked for while it is being printed is printed once, and a failure is not remembered', async () => {
  let prints = 0;
  const { promise, reject } = Promise.withResolvers<FileRef>();
  const { print } = printingOnce({
    print: () => (++prints === 1 ? promise : Promise.resolve(file(`${prints}`))),
    close: async () => {},
  });
  const ask = () => print('tenant', 'document', () => model);
  const asked = Promise.allSettled([ask(), ask(), ask()]);
  reject(new Error('paper jam'));
  expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(prints).toBe(1);
  expect(await Promise.all([ask(), ask()])).toEqual([file('2'), file('2')]);
});

test("one tenant's document is never another's, and what was printed long ago is forgotten", async () => {
  let prints = 0;
  const { print } = printingOnce({ print: async () => file(`${++prints}`), close: async () => {} });
  const ask = (tenant: string, document: string) => print(tenant, document, () => model);
  expect(await ask('a', 'one')).not.toEqual(await ask('b', 'one'));
  const first = await ask('a', 'one');
  for (let i = 0; i < 100; i++) await ask('a', `${i}`);
  expect(await ask('a', 'one')).not.toEqual(first);
});

test('without an address for files the service does not start, and says which', () => {
  expect(() => readPrintingConfig({ PURSER_PDF_WORKERS: '0' })).toThrow(/PURSER_FILES_URL: is not set[\s\S]*WORKERS/);
  const { filesUrl, workers } = readPrintingConfig({ PURSER_FILES_URL: 'postgres://u:secret@h/db' });
  expect([String(filesUrl), workers]).toEqual(['[secret]', 2]);
});
