import { expect, test } from 'vitest';
import { countsOf, openBulk } from './bulkRun.ts';

const items = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, name: id }));
const work = { label: 'Issuing', doing: 'issue', items };

/** Resolves when the run has ended. */
function ended(bulk: ReturnType<typeof openBulk>): Promise<void> {
  return new Promise((resolve) => {
    bulk.subscribe(() => {
      if (bulk.shown()?.ended) resolve();
    });
  });
}

test('each row says what came of it, and one that fails stops no other', async () => {
  const bulk = openBulk();
  const over = ended(bulk);
  bulk.start({
    ...work,
    act: async ({ id }) => {
      if (id === 'b') throw new Error('no');
      return `${id} done`;
    },
  });
  await over;
  const run = bulk.shown();
  expect(run?.results.b).toMatchObject({ state: 'failed' });
  expect(run?.results.e).toEqual({ state: 'done', text: 'e done' });
  expect(run && countsOf(run)).toEqual({ done: 5, failed: 1, total: 5 });
});

test('a few run at once, never all', async () => {
  const bulk = openBulk();
  const over = ended(bulk);
  let now = 0;
  let most = 0;
  bulk.start({
    ...work,
    act: async () => {
      now += 1;
      most = Math.max(most, now);
      await Promise.resolve();
      now -= 1;
      return '';
    },
  });
  await over;
  expect(most).toBe(3);
});

test('a second run is refused while one is at work, and it cannot be closed', async () => {
  const bulk = openBulk();
  const over = ended(bulk);
  bulk.start({ ...work, act: async () => '' });
  expect(bulk.start({ ...work, act: async () => '' })).toBe(false);
  bulk.close();
  expect(bulk.shown()).toBeDefined();
  await over;
  bulk.close();
  expect(bulk.shown()).toBeUndefined();
});

test('who signs out leaves nothing running and nothing shown', async () => {
  const bulk = openBulk();
  const begun: string[] = [];
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const acts: Promise<string>[] = [];
  const act = async ({ id }: { id: string }) => {
    begun.push(id);
    await gate;
    return id;
  };
  bulk.start({
    ...work,
    act: (item) => {
      const acting = act(item);
      acts.push(acting);
      return acting;
    },
  });
  bulk.forget();
  go();
  await Promise.all(acts);
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual(['a', 'b', 'c']);
  expect(bulk.shown()).toBeUndefined();
});
