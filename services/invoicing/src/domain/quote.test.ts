import { chooseLines, computeTotals, type QuoteInput } from '@purser/billing';
import { isFault } from '@purser/fault';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRevise, lastDay, moveQuote, type QuoteMove, type QuoteState, quoteStatus } from './quote.ts';
import { reckonChoice, reckonQuoteDraft, reckonQuoteSend } from './quoteReckoning.ts';

const today = '2026-03-10';
const states: QuoteState[] = [
  'draft',
  'sent',
  'accepted',
  'declined',
  'expired',
  'withdrawn',
  'superseded',
  'converted',
];
const good = { validUntil: '2026-03-10' };
const over = { validUntil: '2026-03-09' };

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

const allowed: Record<QuoteMove, Partial<Record<QuoteState, QuoteState>>> = {
  send: { draft: 'sent' },
  accept: { sent: 'accepted' },
  decline: { sent: 'declined' },
  expire: { sent: 'expired' },
  withdraw: { sent: 'withdrawn' },
  supersede: { sent: 'superseded', declined: 'superseded', expired: 'superseded', withdrawn: 'superseded' },
  convert: { accepted: 'converted' },
  reopen: { converted: 'accepted' },
};

describe('a quote moves on these ways and on no other:', () => {
  const every = Object.entries(allowed) as [QuoteMove, Partial<Record<QuoteState, QuoteState>>][];
  test.each(every)('%s', (move, ways) => {
    for (const state of states) {
      const to = ways[state];
      if (to) expect(moveQuote({ state, ...good }, move, today)).toBe(to);
      else expect(() => moveQuote({ state, ...good }, move, today), state).toThrow();
    }
  });
});

test('it is good to the end of its last day and over from the next, whether the timer rang or not', () => {
  expect(quoteStatus({ state: 'sent', ...good }, today)).toBe('sent');
  expect(quoteStatus({ state: 'sent', ...over }, today)).toBe('expired');
  expect(quoteStatus({ state: 'accepted', ...over }, today)).toBe('accepted');
  for (const move of ['accept', 'decline', 'withdraw'] as const)
    expect(() => moveQuote({ state: 'sent', ...over }, move, today)).toThrow('expired');
});

test('whoever comes too late is told what was first', () => {
  const said = (state: QuoteState) => thrown(() => moveQuote({ state, ...good }, 'accept', today));
  expect(said('accepted')).toMatchObject({ kind: 'rejected', code: 'quote_accepted' });
  expect(said('withdrawn')).toMatchObject({ code: 'quote_withdrawn' });
  expect(said('superseded')).toMatchObject({ code: 'quote_superseded' });
  expect(() => moveQuote({ state: 'sent', ...good }, 'convert', today)).toThrow('accepted');
});

test('what was accepted is not revised, and what nobody sent is not either', () => {
  for (const state of ['draft', 'accepted', 'converted', 'superseded'] as const)
    expect(() => checkRevise({ state, ...good }, today), state).toThrow();
  for (const state of ['sent', 'declined', 'expired', 'withdrawn'] as const) checkRevise({ state, ...good }, today);
});

test('a quote lasts thirty days unless somebody says when it ends', () => {
  expect(lastDay(null, '2026-01-31')).toBe('2026-03-02');
  expect(lastDay(today, today)).toBe(today);
  expect(() => lastDay('2026-03-09', today)).toThrow('over');
  expect(() => lastDay('9999-12-31', today)).toThrow('two years');
});

const vat = { id: 'vat', name: 'VAT', percent: '20', inclusive: false };
const city = { id: 'city', name: 'City tax', percent: '8.875', inclusive: true };
const quote: fc.Arbitrary<QuoteInput> = fc
  .record({
    rounding: fc.constantFrom('line' as const, 'document' as const),
    off: fc.option(
      fc.oneof(
        fc.record({ amount: fc.bigInt({ min: 0n, max: 3000n }) }),
        fc.record({ percent: fc.constantFrom('0', '12.5', '33.3333', '100') }),
      ),
      { nil: undefined },
    ),
    lines: fc.array(
      fc.record({
        quantity: fc.constantFrom('1', '3', '0.333333'),
        unitAmount: fc.bigInt({ min: 0n, max: 2000n }),
        taxes: fc.subarray([vat, city]),
        optional: fc.boolean(),
        chosen: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ rounding, off, lines }) => ({
    currency: 'GBP',
    rounding,
    roundingMode: 'halfUp',
    ...(off && { discount: off }),
    lines: lines.map((line, i) => ({ id: `l${i}`, description: '', ...line })),
  }));

/** A quote that could be sent, and a choice of its optional lines. */
const offered = quote
  .filter((input) => {
    try {
      reckonQuoteSend(input);
      return true;
    } catch {
      return false;
    }
  })
  .chain((input) =>
    fc.record({
      input: fc.constant(input),
      chosen: fc.subarray(input.lines.filter(({ optional }) => optional).map(({ id }) => id)),
    }),
  );

test('what can be sent can be accepted with any of its optional lines, and comes to the totals of those lines', () => {
  fc.assert(
    fc.property(offered, ({ input, chosen }) => {
      const wanted = input.lines.filter(({ id, optional }) => !optional || chosen.includes(id));
      if (wanted.length === 0) {
        expect(() => reckonChoice(input, chosen)).toThrow('at least one');
        return;
      }
      const { totals, input: invoice } = reckonChoice(input, chosen);
      expect(invoice.lines.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
      // An invoice of just these lines, written by hand, is the same to the unit.
      const lines = wanted.map(({ id, description, quantity, unitAmount, taxes }) => ({
        ...{ id, description, quantity, unitAmount, taxes },
      }));
      expect(totals).toEqual(computeTotals({ ...input, lines }));
      expect(totals).toEqual(computeTotals(chooseLines(input, new Set(chosen))));
    }),
  );
});

test('a draft shows what it comes to with the lines that are ticked beforehand', () => {
  fc.assert(
    fc.property(offered, ({ input }) => {
      const ticked = input.lines.filter(({ optional, chosen }) => optional && chosen).map(({ id }) => id);
      const { totals } = reckonQuoteDraft(input);
      expect(totals.total).toBe(totals.lines.length === 0 ? 0n : reckonChoice(input, ticked).totals.total);
    }),
  );
});

const base = { currency: 'GBP' as const, rounding: 'line' as const, roundingMode: 'halfUp' as const };
const a = { id: 'a', description: 'A', quantity: '1', unitAmount: 100n, taxes: [] };
const b = { ...a, id: 'b', unitAmount: 1000n, optional: true };

test('what is no optional line of the quote cannot be chosen, nor a line twice', () => {
  const input = { ...base, lines: [a, b] };
  const path = (chosen: string[]) => {
    const error = thrown(() => reckonChoice(input, chosen));
    return isFault(error) ? error.errors[0]?.path : undefined;
  };
  expect(path(['a'])).toBe('chosen.0');
  expect(path(['b', 'x'])).toBe('chosen.1');
  expect(path(['b', 'b'])).toBe('chosen');
  expect(path(['__proto__'])).toBe('chosen.0');
  expect(path(['b'])).toBeUndefined();
});

test('a discount that one choice could not bear is refused before anybody is offered it', () => {
  const tooMuch = { ...base, lines: [a, b], discount: { amount: 101n } };
  expect(() => reckonQuoteDraft(tooMuch)).toThrow();
  expect(() => reckonQuoteSend(tooMuch)).toThrow('cannot be sent');
  const optionalOnly = { ...base, lines: [{ ...a, optional: true }, b], discount: { amount: 101n } };
  expect(() => reckonQuoteSend(optionalOnly)).toThrow('cannot be sent');
  reckonQuoteSend({ ...tooMuch, discount: { amount: 100n } });
});
