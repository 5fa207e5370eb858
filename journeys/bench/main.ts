import { benchWebhooks } from './webhooks/run.ts';
const f = await benchWebhooks((l) => console.error(l));
console.log(JSON.stringify(f));
process.exit(0);
