/** To which accounts and tax types ours go. `taxTypes` is by percent, as in `{ "20": "OUTPUT2" }`. */
export type Mapping = { salesAccount: string; paymentAccount: string; taxTypes: Record<string, string> };

/** What a fresh organisation in Britain has; staff change it in the settings. */
export const usualMapping: Mapping = {
  salesAccount: '200',
  paymentAccount: '090',
  taxTypes: { '20': 'OUTPUT2', '5': 'RROUTPUT', '0': 'ZERORATEDOUTPUT' },
};

/** `20`, `20.0` and `20.00` are one percent. */
export function taxTypeOf({ taxTypes }: Mapping, percent: string): string | undefined {
  const plain = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
  const wanted = plain(percent);
  return Object.entries(taxTypes).find(([each]) => plain(each) === wanted)?.[1];
}
