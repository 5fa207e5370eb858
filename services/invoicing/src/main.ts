import { run } from '@purser/service';
import { invoicing } from './service.ts';

await run(invoicing, process.env);
