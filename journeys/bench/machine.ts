import { availableParallelism, cpus, loadavg } from 'node:os';

/** What the figures were made on: they compare with nothing made elsewhere. */
export function machine() {
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model ?? 'unknown',
    node: process.version,
    load_1min: loadavg()[0] ?? 0,
  };
}
