import { expect, test } from 'vitest';
import { openShares } from './shares.ts';

function shares(share: number) {
  let looks = 0;
  const { begin, leftOut, settled } = openShares(share, () => {
    looks += 1;
  });
  const begun = (tenant: string) => {
    const end = begin(tenant);
    if (!end) throw new Error(`${tenant} has its share`);
    return end;
  };
  return { begin, begun, leftOut, settled, looks: () => looks };
}

test('a tenant that has its share gets no more, and another its own', () => {
  const { begin, begun } = shares(2);
  const end = begun('large');
  begun('large');
  expect(begin('large')).toBeUndefined();
  begun('small');
  end();
  begun('large');
  expect(begin('large')).toBeUndefined();
});

test('what was left out is looked for once half of the share is free, and not at each end after that', () => {
  const { begin, begun, leftOut, looks } = shares(4);
  const ends = Array.from({ length: 4 }, () => begun('large'));
  expect(begin('large')).toBeUndefined();
  leftOut('large');
  ends[0]?.();
  expect(looks()).toBe(0);
  ends[1]?.();
  expect(looks()).toBe(1);
  ends[2]?.();
  ends[3]?.();
  expect(looks()).toBe(1);
});

test('what was left out while all others came to their end is looked for at once', () => {
  const { begun, leftOut, looks } = shares(1);
  begun('large')();
  leftOut('large');
  expect(looks()).toBe(1);
});

test('all is settled when nothing waits for room', async () => {
  const { begun, leftOut, settled } = shares(1);
  const end = begun('large');
  await settled();
  leftOut('large');
  let isSettled = false;
  const waits = settled().then(() => {
    isSettled = true;
  });
  await Promise.resolve();
  expect(isSettled).toBe(false);
  end();
  await waits;
});
