import { createHash } from 'node:crypto';
import { type DocumentModel, documentModel, plainBrand, renderArticle } from '@purser/document';
import { creditNote, invoice, invoiceToPay, quote, receipt, statement } from '@purser/document/sample';
import { expect, test } from 'vitest';
import { renderPdf } from './renderPdf.ts';

/**
 * Documents as they were frozen, with the hashes of what is made of them: a page, word by word and tag by tag, and a PDF, mark by mark
 * and in the renderer's bytes. Whoever changes how documents look gives the new ones another `edition` and adds a sample of it here.
 * Whoever changes how a PDF is written, and not what is seen on it, lays the pictures of both one over the other before the hashes.
 */
const brand = { ...plainBrand, color: '#0a7d32', radius_px: 0, font: 'serif' } as const;
const old: [name: string, model: DocumentModel, pdf: string, page: string][] = [
  [
    'an invoice',
    invoice(3),
    '3d2a85805b5ef733a70015ccdb72b73883622ea477b6e12168a5c4a745a3942a',
    '2234e398661bcb6e2aaf922f6382bb5ed634cf8c533eeefc9d4b2fcbe9808221',
  ],
  [
    'a long invoice',
    invoice(60),
    'b4422fed5e8178883994d51fd1b46b9778fcb0f887c6dfe730db589b26b70aa8',
    '0d5c13909eff1c54c76c4a6b68c878c26f585e4ebf1571f8fedc2442219d6fb3',
  ],
  [
    'a German invoice',
    invoice(2, { locale: 'de-DE', currency: 'EUR', brand }),
    'abc9126bad9d9bfface558edd6638c67892b14d6b7dba1e1e41cb2ca8ad8f8c6',
    '10c7749b9e32a18386969b4cacb45d8d470b7539fcf8950554b480bd274703e2',
  ],
  [
    'an invoice with neither bank nor note',
    invoice(1, { bank: null, note: null, poNumber: null }),
    'd9c6bd0beff8f7980fdcaf38b2b9918c6cac5ca7934283b50e6dd2e48ed8307d',
    '27e453107a648378f0ba9173218ae265844b970610ceeee5292ce427b8713801',
  ],
  [
    'a receipt',
    receipt(),
    '9cb533454b514afd3c1cf23a8a3f915b567bfce24b1e33d7a2cf7f36e2ba7053',
    '91ebdd19a24e4d0c36de2e027a1b00b0ba3ebfa03a3454b86732c2865f48c83f',
  ],
  [
    'an invoice to pay online',
    invoiceToPay(3, { edition: 2 }),
    'f2b3e3530540f080f8749d0134fe6297531e4ec4afbd1cff25d53e30d1896f19',
    '535bba49e1fbcd65c12a7723cc388853b8833d0016e4e812b5d4b9799c8b5315',
  ],
  [
    'a long invoice to pay online',
    invoiceToPay(60, { edition: 2 }),
    'a41560c6a5e724dbac1ad768da902d22afba898af4abb7f9b4d41205024a6c0d',
    '5ea101716be3c83c2f0efd9d189733024b59704b3534dc972957eef04630a70a',
  ],
  [
    'a credit note',
    creditNote({ edition: undefined }),
    '188a658844a90f24179bd67cc69da3463ed68e91215c3b6cfa3324484ecae147',
    'e8be7e799d9df3e7d6231c514166ccf452aed05ebfc1af52a843e988ff6afedc',
  ],
  [
    'a quote',
    quote({ edition: undefined, poNumber: undefined }),
    '06f58ac3edec5f78effa97d54f1310d4c99fc643b62e4ccfbc49d2c3e26302d5',
    '84b2a598acd72c261c3051415a9fcc8dc2b81bbb75f575167c964cebda8fb1de',
  ],
  [
    'a statement',
    statement(),
    '87bee70b88f5bf5562ec71db972ab72eaffe48b45a9220fc6e164246969a13e8',
    '5bdc2a47e235895892f0181e619b6c181b247edb560ef7835de54f1471873139',
  ],
  [
    'an invoice of the third edition',
    invoiceToPay(3),
    'd67e7eb4662427e91842456aef14bbb362737c524841e6e4d70ad8c6516fbfeb',
    'd734bfaa4e531b6d903ea1d4890fda75c96f93d65e0857ea25cdb2b8ec00d54c',
  ],
  [
    'a credit note of the third edition',
    creditNote(),
    '394bd20204cdf70c921631771778f6ac5c5a4c9a639006bf8253b9f63a868118',
    '6d8794b563a6c77eb1d1eddca90b80952771c5c193003a68342e7db9ad54da52',
  ],
  [
    'a quote of the third edition',
    quote(),
    '6d627abd37e9092408e4bcbf12fc5b25df826c05729e98e30bdd0f73e28c1bab',
    '6cddd5d14e3b94082cb3adc57c33f04fc00689691e77786623985836ee4a5577',
  ],
];

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test.each(old)('%s that was frozen before is still read, and is the same page', (_, model, _pdf, page) => {
  expect(sha256(renderArticle(documentModel.parse(model)))).toBe(page);
});

// Elsewhere Node packs the same content into other bytes.
test.runIf(process.arch === 'x64').each(old)('%s that was frozen before is the same PDF', async (_, model, pdf) => {
  expect(sha256(await renderPdf(documentModel.parse(model)))).toBe(pdf);
});
