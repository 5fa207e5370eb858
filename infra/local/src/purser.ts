import { ConfigError } from '@purser/config';
import { isFault } from '@purser/fault';
import { understand, usage } from './asked/commands.ts';
import { services } from './hosts.ts';
import { openGateway } from './play/gateway.ts';
import { runningStack } from './stack/claim.ts';
import { busUsers } from './stack/engines.ts';
import { openFolder } from './stack/folder.ts';
import { openKeys } from './stack/keysFile.ts';
import { Refusal } from './stack/refusal.ts';
import { readSettings } from './stack/settings.ts';

async function main(args: readonly string[]): Promise<number> {
  const work = understand(args);
  if (!work) {
    console.error(usage);
    return 2;
  }
  const settings = readSettings(process.env);
  const folder = await openFolder(settings.dir ?? settings.defaultDir);
  const nats = settings.natsUrl ?? (await runningStack(folder))?.servers.NATS;
  if (!nats)
    throw new Refusal(`Nothing runs in ${folder.root}. PURSER_DIR names another folder, PURSER_NATS_URL the bus.`);
  const { keys } = await openKeys(
    folder,
    services.map(({ name }) => name),
    busUsers,
  );
  const gateway = await openGateway({ keys, addresses: { nats } });
  try {
    const { said, exit } = await work(gateway);
    console.log(said.join('\n'));
    return exit;
  } finally {
    await gateway.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isPlain = error instanceof Refusal || error instanceof ConfigError || isFault(error);
  console.error(isPlain ? error.message : error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 2;
}
