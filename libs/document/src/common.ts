import { fill } from './labels.ts';
import type { DocumentModel } from './model.ts';
import type { Block, Fact, Party, Sheet } from './sheet.ts';
import { clean, type Writing } from './writing.ts';

/** Where the postcode stands before the town and not after it. */
const postcodeFirst = new Set(
  'AT BE BG CH CZ DE DK EE ES FI FR GR HR HU IS IT LI LT LU MC NL NO PL PT RO RS SE SI SK TR'.split(' '),
);

/** Where letters are written on Letter. */
const letterCountries = new Set(['US', 'CA', 'MX']);

/** What every document has besides its blocks. */
export function sheetOf(model: DocumentModel, writing: Writing, word: string, day: string, blocks: Block[]): Sheet {
  const [issuer, number] = [clean(model.issuer.name), clean(model.number)];
  const title = `${word} ${number}`;
  return {
    language: writing.language,
    paper: letterCountries.has(model.issuer.address?.country ?? '') ? 'LETTER' : 'A4',
    title,
    heading: { word, number },
    issuer,
    brand: model.brand,
    day,
    blocks,
    foot: { text: `${issuer} · ${title}`, pages: writing.labels.page },
  };
}

export function parties(model: DocumentModel, writing: Writing, recipientLabel: string): Block {
  const { issuer, recipient } = model;
  const { labels } = writing;
  const from: Party = {
    label: labels.from,
    name: clean(issuer.name),
    lines: present([
      ...addressLines(issuer.address, writing),
      issuer.email,
      issuer.phone,
      issuer.website,
      issuer.taxNumber && fill(labels.taxNumber, issuer.taxNumber),
      issuer.registrationNumber && fill(labels.registrationNumber, issuer.registrationNumber),
    ]),
  };
  const to: Party = {
    label: recipientLabel,
    name: clean(recipient.name),
    lines: present([
      ...addressLines(recipient.address, writing),
      recipient.email,
      recipient.taxNumber && fill(labels.taxNumber, recipient.taxNumber),
    ]),
  };
  return { kind: 'parties', parties: [from, to] };
}

function addressLines(address: DocumentModel['issuer']['address'], writing: Writing): (string | undefined)[] {
  if (!address) return [];
  const { line1, line2, city, region, postcode, country } = address;
  const town = postcodeFirst.has(country)
    ? [[postcode, city].filter(Boolean).join(' '), region]
    : [[[city, region].filter(Boolean).join(', '), postcode].filter(Boolean).join(' ')];
  return [line1, line2, ...town, writing.country(country)];
}

function present(texts: readonly (string | null | undefined)[]): string[] {
  return texts.map((text) => clean(text ?? '')).filter((text) => text !== '');
}

/** Facts of which there is something to say. */
export function facts(pairs: readonly (readonly [label: string, value: string | null | undefined])[]): Fact[] {
  return pairs.flatMap(([label, value]) => {
    const shown = clean(value ?? '');
    return shown === '' ? [] : [{ label, value: shown }];
  });
}
