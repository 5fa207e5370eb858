import { run } from '@purser/service';
import { reporting } from './service.ts';

await run(reporting, process.env);
