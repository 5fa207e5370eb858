import type { Client } from '@purser/bus';
import type { Clock } from '@purser/clock';
import type { Connection } from '@purser/db';
import type { Files } from '@purser/files';
import type { NotificationsConfig } from './config.ts';
import type { Post } from './smtp/post.ts';

/** What sending is given. */
export type Outside = {
  config: NotificationsConfig;
  post: Post;
  files: Files;
  client: Client;
  runtime: Connection;
  clock: Clock;
};
