import { parentPort, threadId } from 'node:worker_threads';

// Does as it is told, for the tests of the pool.
parentPort?.on('message', (input: string) => {
  if (input === 'die') process.exit(1);
  if (input === 'throw') throw new Error('out of its mind');
  if (input === 'exhaust') for (const all: string[][] = []; ; ) all.push(new Array(1_000_000).fill(input));
  if (input === 'hang') for (;;);
  if (input === 'fail') parentPort?.postMessage({ error: 'Error: no such font' });
  else if (input !== 'wait') parentPort?.postMessage({ output: `${input} by ${threadId}` });
});
parentPort?.postMessage('ready');
