import { run } from '@purser/service';
import { gateway } from './service.ts';

await run(gateway, process.env);
