import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

const item = (tenant: string, n: number) => ({ tenant, n });
const takeAll = (turns: Turns<{ tenant: string; n: number }>) => {
  const taken: { tenant: string; n: number }[] = [];
  for (let one = turns.take(); one; one = turns.take()) taken.push(one);
  return taken;
};

test("one tenant's thousand keep another waiting for one turn only", () => {
  const turns = new Turns<{ tenant: string; n: number }>(100);
  for (let n = 0; n < 1000; n++) turns.add(item('big', n));
  turns.add(item('small', 0));
  expect([turns.take()?.tenant, turns.take()?.tenant]).toEqual(['big', 'small']);
});

test('no tenant has more than its share in hand, and goes on when one is released', () => {
  const turns = new Turns<{ tenant: string; n: number }>(2);
  for (let n = 0; n < 5; n++) turns.add(item('a', n));
  expect(takeAll(turns).map(({ n }) => n)).toEqual([0, 1]);
  turns.release('a');
  expect(takeAll(turns).map(({ n }) => n)).toEqual([2]);
});

test('nothing is lost, doubled or reordered within a tenant', () => {
  const tenants = fc.constantFrom('a', 'b', 'c');
  fc.assert(
    fc.property(fc.array(fc.oneof(tenants, fc.constant('take'))), fc.integer({ min: 1, max: 4 }), (steps, share) => {
      const turns = new Turns<{ tenant: string; n: number }>(share);
      const added: { tenant: string; n: number }[] = [];
      const taken: { tenant: string; n: number }[] = [];
      const inHand: string[] = [];
      const take = () => {
        const one = turns.take();
        if (one) taken.push(one);
        if (one) inHand.push(one.tenant);
      };
      for (const [n, step] of steps.entries()) {
        if (step === 'take') take();
        else {
          added.push(item(step, n));
          turns.add(item(step, n));
        }
      }
      while (turns.size > 0 || inHand.length > 0) {
        for (const tenant of ['a', 'b', 'c'])
          expect(inHand.filter((one) => one === tenant).length).toBeLessThanOrEqual(share);
        take();
        const released = inHand.shift();
        if (released) turns.release(released);
      }
      for (const tenant of ['a', 'b', 'c'])
        expect(taken.filter((one) => one.tenant === tenant)).toEqual(added.filter((one) => one.tenant === tenant));
    }),
  );
});
