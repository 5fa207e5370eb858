import { run } from '@purser/service';
import { payments } from './service.ts';

await run(payments, process.env);
