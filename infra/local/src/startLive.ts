import type { Steps } from './print/steps.ts';
import { dataElsewhere } from './stack/dataPlaces.ts';
import { openFolder } from './stack/folder.ts';
import type { Stack } from './stack/openStack.ts';
import type { Settings } from './stack/settings.ts';
import { withStack } from './withStack.ts';

/** scripts/start --live: the platform for real money on this machine until somebody ends it. No sandbox is started, and no demo played. */
export async function startLive(settings: Settings, steps: Steps): Promise<number> {
  const folder = await openFolder(settings.dir ?? settings.defaultDir);
  steps.heading('Purser, for real money');
  await withStack(folder, settings, steps, async (stack, end) => {
    tellWhere(stack, settings, await dataElsewhere(stack.folder, settings), steps);
    await end.first;
  });
  return 0;
}

function tellWhere({ addresses, folder }: Stack, { live }: Settings, besides: string[], { line }: Steps): void {
  line('\nUp. Where to look:\n');
  line(`  staff             ${live?.publicUrl}/admin`);
  line(`  your proxy        leads ${live?.publicUrl} to ${addresses.edge}, and sets X-Forwarded-For`);
  line(
    `  Xero              ${live?.xero ? `${live.publicUrl}/connect/xero/callback must stand in your app there` : 'not set up'}`,
  );
  line(`  logs              ${folder.logs}`);
  line(`  data and keys     ${folder.root}`);
  for (const place of besides) line(`                    and ${place}`);
  line('\nBack that up while this is stopped, and keep a copy of its keys.json apart from the rest:');
  line('without it nobody opens what is sealed in the data, you neither; with it, whoever has the data reads it.');
  line('\nFirst: scripts/purser tenant create, then scripts/purser staff add. Both say how without arguments.');
  line('ctrl-C ends it all; a second ctrl-C at once.');
}
