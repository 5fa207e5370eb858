import { run } from '@purser/service';
import { directory } from './service.ts';

await run(directory, process.env);
