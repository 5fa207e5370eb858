export type TaxKind = 'standard' | 'reverseCharge' | 'exempt';

/**
 * To which accounts and tax types ours go. `taxTypes` is by kind and percent, since zero-rated, exempt and reverse charge are all 0 % and
 * stand apart on a VAT return: `20` is of the standard kind, `exempt:0` and `reverseCharge:0` name theirs.
 */
export type Mapping = { salesAccount: string; paymentAccount: string; taxTypes: Record<string, string> };

/** What a fresh organisation in Britain has; staff change it in the settings. Reverse charge is that of services to businesses abroad. */
export const usualMapping: Mapping = {
  salesAccount: '200',
  paymentAccount: '090',
  taxTypes: {
    '20': 'OUTPUT2',
    '5': 'RROUTPUT',
    '0': 'ZERORATEDOUTPUT',
    'exempt:0': 'EXEMPTOUTPUT',
    'reverseCharge:0': 'ECZROUTPUTSERVICES',
  },
};

/** `20`, `20.0` and `20.00` are one percent; a tax without a kind is standard. One kind never stands in for another. */
export function taxTypeOf(
  { taxTypes }: Mapping,
  { percent, kind = 'standard' }: { percent: string; kind?: TaxKind | undefined },
): string | undefined {
  const plain = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
  const wanted = plain(kind === 'standard' ? percent : `${kind}:${percent}`);
  return Object.entries(taxTypes).find(([each]) => plain(each) === wanted)?.[1];
}

const kindWords = { standard: '', reverseCharge: ', reverse charge', exempt: ', exempt' } as const;

/** Of a tax whose type is set nowhere, as staff know it. */
export function taxWords({
  name,
  percent,
  kind = 'standard',
}: {
  name: string;
  percent: string;
  kind?: TaxKind | undefined;
}): string {
  return `${name}${kindWords[kind]} at ${percent} %`;
}
