import { expect, test } from 'vitest';
import { openHub } from '../src/live/hub.ts';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

function crowd() {
  const hub = openHub(silent);
  const ended: string[] = [];
  let streams = 0;
  const join = (person: string, session: string) => {
    const id = `${person} ${++streams}`;
    const leave = hub.join({
      ...{ session, person, tenant: person.split(' ')[0] ?? '' },
      hear: () => {},
      end: () => {
        ended.push(id);
        leave();
      },
    });
    return id;
  };
  return { hub, ended, join };
}

test('who opens one link in session after session takes every place there is, and still keeps nobody out', () => {
  const { join, ended } = crowd();
  const first = join('t1 customer:loud', 's0');
  for (let i = 1; i < 2000; i++) join('t1 customer:loud', `s${i}`);
  expect(ended).toEqual([]);
  join('t2 staff:quiet', 'theirs');
  expect(ended).toEqual([first]);
  // They do not win the place back from whom they made room for.
  join('t1 customer:loud', 's2000');
  expect(ended.every((each) => each.startsWith('t1 customer:loud'))).toBe(true);
  expect(ended).toHaveLength(2);
});

test('where each person has one stream and all places are taken, the next is told to come again', () => {
  const { join, ended } = crowd();
  for (let i = 0; i < 2000; i++) join(`t1 staff:${i}`, `s${i}`);
  expect(() => join('t2 staff:late', 'late')).toThrow('Too many pages are open');
  expect(ended).toEqual([]);
});
