/** What wrk's report says. Latencies in milliseconds. */
export type WrkReport = { perSecond: number; requests: number; refused: number; p50_ms: number; p99_ms: number };

const unit_ms: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

/** Reads `wrk --latency`. @throws Error when it is no whole report, or connections broke */
export function readWrk(text: string): WrkReport {
  const socketErrors = /Socket errors: (.*)/.exec(text);
  if (socketErrors) throw new Error(`wrk could not speak to the server: ${socketErrors[1]}`);
  const [, requests, time, unit] = find(text, /(\d+) requests in ([\d.]+)(us|ms|s|m)\b/);
  const seconds = (Number(time) * (unit_ms[unit ?? ''] ?? Number.NaN)) / 1000;
  const [, non2xx = '0'] = /Non-2xx or 3xx responses: (\d+)/.exec(text) ?? [];
  const at = (share: string) => {
    const [, value, of] = find(text, new RegExp(`^\\s*${share}%\\s+([\\d.]+)(us|ms|s|m)\\s*$`, 'm'));
    return Number(value) * (unit_ms[of ?? ''] ?? Number.NaN);
  };
  return {
    perSecond: Number(requests) / seconds,
    requests: Number(requests),
    refused: Number(non2xx),
    p50_ms: at('50'),
    p99_ms: at('99'),
  };
}

/** What pgbench's report says. */
export type PgbenchReport = { perSecond: number; transactions: number };

/** Reads pgbench's report. @throws Error when it is no whole report, or a transaction failed */
export function readPgbench(text: string): PgbenchReport {
  const [, failed] = find(text, /number of failed transactions: (\d+)/);
  if (failed !== '0') throw new Error(`${failed} transactions of pgbench failed`);
  const [, transactions] = find(text, /number of transactions actually processed: (\d+)/);
  const [, tps] = find(text, /tps = ([\d.]+)/);
  return { perSecond: Number(tps), transactions: Number(transactions) };
}

function find(text: string, pattern: RegExp): RegExpExecArray {
  const found = pattern.exec(text);
  if (!found) throw new Error(`the report lacks ${pattern}:\n${text}`);
  return found;
}
