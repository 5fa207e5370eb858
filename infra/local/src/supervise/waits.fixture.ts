import { leaveWithParent } from './leaveWithParent.ts';

/** A child for tests: says that it is ready unless told to fail, and waits to be ended. */
leaveWithParent();
const { PURSER_TEST_FAIL: words, PURSER_TEST_DEAF: deaf } = process.env;
if (words) {
  console.error(words);
  process.exit(3);
}
const alive = setInterval(() => {}, 1_000);
process.on('SIGTERM', () => {
  if (deaf) return;
  console.log('left in good order');
  clearInterval(alive);
  process.exit(0);
});
process.send?.({ ready: true, port: 0 });
