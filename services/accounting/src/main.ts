import { run } from '@purser/service';
import { accounting } from './service.ts';

await run(accounting, process.env);
