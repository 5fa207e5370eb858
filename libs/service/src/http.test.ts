import { expect, test } from 'vitest';
import { createHttp } from './http.ts';

test('however many ask how a process is, one looks at its database at a time', async () => {
  const looks = { ready: 0, metrics: 0 };
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const app = createHttp([], {
    ready: async () => {
      looks.ready += 1;
      await gate;
      return { gateway: true };
    },
    metrics: async () => {
      looks.metrics += 1;
      await gate;
      return 'purser_outbox_unsent 0';
    },
  });
  const ask = (path: string) => Promise.all(Array.from({ length: 50 }, async () => app.request(path)));
  const asked = Promise.all([ask('/readyz'), ask('/metrics')]);
  open();
  const [ready, metrics] = await asked;
  expect(looks).toEqual({ ready: 1, metrics: 1 });
  expect([...ready, ...metrics].every(({ status }) => status === 200)).toBe(true);
  await app.request('/readyz');
  expect(looks.ready).toBe(2);
});

test('a database that could not be asked is asked anew by the next', async () => {
  let isAway = true;
  const metrics = async () => {
    if (isAway) throw new Error('away');
    return 'fine';
  };
  const app = createHttp([], { ready: async () => ({}), metrics });
  expect((await app.request('/metrics')).status).toBe(500);
  isAway = false;
  expect(await (await app.request('/metrics')).text()).toBe('fine');
});
