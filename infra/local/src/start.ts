import { harbour, owner } from './demo/story.ts';
import { play } from './play/play.ts';
import { pointWebhooksHere } from './play/pointWebhooksHere.ts';
import type { Steps } from './print/steps.ts';
import { exists, openFolder } from './stack/folder.ts';
import type { Stack } from './stack/openStack.ts';
import { writePrivate } from './stack/privateFile.ts';
import type { Settings } from './stack/settings.ts';
import { withStack } from './withStack.ts';

/** scripts/start: everything on this machine until somebody ends it. On a new folder the main job is played once. */
export async function start(settings: Settings, steps: Steps): Promise<number> {
  const from_ms = performance.now();
  const folder = await openFolder(settings.dir ?? settings.defaultDir);
  steps.heading('Purser: everything on this machine');
  await withStack(folder, settings, steps, async (stack, end) => {
    const up_ms = performance.now() - from_ms;
    if (await exists(folder.demo)) await pointWebhooksHere(stack);
    else {
      steps.heading('The main job, once');
      const played = await play(stack, steps, end.asked, { history: true });
      await writePrivate(folder.demo, `${JSON.stringify(played, null, 2)}\n`);
    }
    tellWhere(stack, steps, up_ms);
    await end.first;
  });
  return 0;
}

function tellWhere({ addresses, folder, keys }: Stack, { line }: Steps, up_ms: number): void {
  line(`\nUp in ${(up_ms / 1000).toFixed(1)} s. Where to look:\n`);
  line(`  staff             ${addresses.edge}/admin`);
  line(`                    sign in as ${owner.email} with ${keys.demoPassword}`);
  line(`  customers         ${addresses.edge}/portal/${harbour.slug}`);
  line(`  mail              ${addresses.stripe}/_sandbox/mail  (everything the platform sent, with its links)`);
  line(`  Stripe            ${addresses.stripe}/_sandbox/  (requests, events, deliveries)`);
  line(`  Xero              ${addresses.stripe}/_sandbox/xero`);
  line(`  REST API          ${addresses.edge}/api/docs`);
  line(`  logs              ${folder.logs}`);
  line(`  data and keys     ${folder.root}  (keys.json opens the data: keep it, and apart from backups)`);
  line('\nTry first: make an invoice and send it, open the mail, press its button and pay with 4242 4242 4242 4242.');
  line('4000 0000 0000 0002 is declined, 4000 0027 6000 3184 asks for 3D Secure.');
  line('\nctrl-C ends it all; a second ctrl-C at once.');
}
