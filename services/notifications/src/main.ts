import { run } from '@purser/service';
import { notifications } from './service.ts';

await run(notifications, process.env);
