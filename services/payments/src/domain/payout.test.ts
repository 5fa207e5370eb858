import { describe, expect, test } from 'vitest';
import { moveOfPayout } from './payout.ts';

const nothing = { arrives: false, fails: false };

describe('a payout', () => {
  test('arrives once, however often that is told', () => {
    expect(moveOfPayout({ status: 'in_transit', arrived: false, returned: false }, 'paid')).toMatchObject({
      arrives: true,
      fails: false,
    });
    expect(moveOfPayout({ status: 'paid', arrived: true, returned: false }, 'paid')).toMatchObject(nothing);
  });

  test('comes back once after it had arrived', () => {
    const arrived = { status: 'paid', arrived: true, returned: false };
    expect(moveOfPayout(arrived, 'failed')).toEqual({ arrives: false, fails: true, hadArrived: true });
    expect(moveOfPayout({ status: 'failed', arrived: true, returned: true }, 'failed')).toMatchObject(nothing);
  });

  test('that never arrived fails once, and moves nothing', () => {
    const underWay = { status: 'in_transit', arrived: false, returned: false };
    expect(moveOfPayout(underWay, 'failed')).toEqual({ arrives: false, fails: true, hadArrived: false });
    expect(moveOfPayout({ ...underWay, status: 'failed' }, 'failed')).toMatchObject(nothing);
    expect(moveOfPayout({ status: null, arrived: false, returned: false }, 'canceled')).toMatchObject({ fails: true });
  });

  test('that is under way moves nothing', () => {
    for (const status of ['pending', 'in_transit', 'a word of tomorrow'])
      expect(moveOfPayout({ status: null, arrived: false, returned: false }, status)).toMatchObject(nothing);
  });
});
