import { ConfigError } from '@purser/config';
import { NotSeen } from './play/see.ts';
import { playOnce } from './playOnce.ts';
import { printSteps } from './print/steps.ts';
import { readLiveSettings } from './stack/liveSettings.ts';
import { Refusal } from './stack/refusal.ts';
import { readSettings } from './stack/settings.ts';
import { start } from './start.ts';
import { startLive } from './startLive.ts';
import { stopRunning } from './stopRunning.ts';
import { writeServerSecrets } from './writeServerSecrets.ts';

const usage = `scripts/start          everything on this machine, until ctrl-C
scripts/start --live   the platform for real money: no sandbox, no demo; what it needs is in the environment, and told when it is not
scripts/start --once   everything in a folder of its own, the main job played once, everything stopped
scripts/stop           ends what scripts/start runs
scripts/start --server-secrets <folder>
                       makes the keys, and what PostgreSQL, NATS and Redis need of them, for those who start them themselves`;

const steps = printSteps((text) => console.log(text));

async function main(args: readonly string[]): Promise<number> {
  const [wanted, ...more] = args;
  if (args.join(' ') === '--live' || (args.length === 0 && saysLive(process.env.PURSER_LIVE)))
    return startLive(readLiveSettings(process.env), steps);
  const settings = readSettings(process.env);
  if (wanted === '--server-secrets' && more.length < 2) return writeServerSecrets(settings, more[0], steps);
  switch (args.join(' ')) {
    case '':
      return start(settings, steps);
    case '--once':
      return playOnce(settings, steps);
    case '--stop':
      return stopRunning(settings, steps);
    default:
      console.error(usage);
      return 2;
  }
}

/** For containers, whose command is fixed. Whoever says it unclearly does not want sandboxes in silence. */
function saysLive(said = ''): boolean {
  if (!['', 'yes', 'no'].includes(said)) throw new Refusal('PURSER_LIVE must be yes or no: whether money is real.');
  return said === 'yes';
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // These three say all there is to say; anything else is a fault of ours or of the machine's.
  const isPlain = error instanceof Refusal || error instanceof ConfigError || error instanceof NotSeen;
  console.error(`\n${isPlain ? error.message : error instanceof Error ? (error.stack ?? error.message) : error}`);
  process.exitCode = 1;
}
