import type { Client } from '@purser/bus';
import type { ServiceParts } from '@purser/service';

/** What the commands that ask other services are given, and the query that does. */
export type Outside = { runtime: ServiceParts['runtime']; client: Client; publicUrl: string | undefined };
