import { openPool } from './pool.ts';

// Uses a pool, does not close it, and is expected to end.
const entry = new URL('poolWorker.fixture.ts', import.meta.url);
const pool = openPool<string, string>({ entry, size: 2, queue: 1, timeout_ms: () => 600_000 });
console.log((await pool.run('one')).split(' ')[0]);
