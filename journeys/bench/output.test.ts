import { expect, test } from 'vitest';
import { readPgbench, readWrk } from './output.ts';

const wrk = `Running 4s test @ http://127.0.0.1:4400
  1 threads and 32 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     4.61ms    3.03ms  61.70ms   95.02%
    Req/Sec     7.33k     1.02k    8.48k    87.50%
  Latency Distribution
     50%    4.11ms
     75%    4.71ms
     90%    5.75ms
     99%   17.30ms
  29163 requests in 4.00s, 5.37MB read
Requests/sec:   7287.88
Transfer/sec:      1.34MB
`;

test("wrk's rate and latencies are read", () => {
  expect(readWrk(wrk)).toEqual({ perSecond: 29163 / 4, requests: 29163, refused: 0, p50_ms: 4.11, p99_ms: 17.3 });
});

test.each([
  ['17.30ms', '750.00us', 0.75],
  ['17.30ms', '1.25s', 1250],
  ['17.30ms', '1.50m', 90_000],
])('a latency of %s written as %s is %d ms', (from, to, ms) => {
  expect(readWrk(wrk.replace(from, to)).p99_ms).toBe(ms);
});

test('answers that are no success are counted', () => {
  expect(readWrk(wrk.replace('Requests/sec', '  Non-2xx or 3xx responses: 12\nRequests/sec')).refused).toBe(12);
});

test('broken connections are an error', () => {
  const broken = wrk.replace('Requests/sec', '  Socket errors: connect 0, read 3, write 0, timeout 0\nRequests/sec');
  expect(() => readWrk(broken)).toThrow('read 3');
});

const pgbench = `pgbench (15.18 (Debian 15.18-0+deb12u1), server 18.4)
transaction type: insert.sql
scaling factor: 1
query mode: prepared
number of clients: 32
number of threads: 1
maximum number of tries: 1
duration: 4 s
number of transactions actually processed: 38210
number of failed transactions: 0 (0.000%)
latency average = 3.350 ms
initial connection time = 71.513 ms
tps = 9552.606191 (without initial connection time)
`;

test("pgbench's rate is read", () => {
  expect(readPgbench(pgbench)).toEqual({ perSecond: 9552.606191, transactions: 38210 });
});

test('a failed transaction is an error', () => {
  expect(() => readPgbench(pgbench.replace('transactions: 0 (', 'transactions: 7 ('))).toThrow('7 transactions');
});

test('half a report is an error and no figure', () => {
  expect(() => readWrk('unable to connect')).toThrow('lacks');
  expect(() => readPgbench('pgbench: error: connection failed')).toThrow('lacks');
});
