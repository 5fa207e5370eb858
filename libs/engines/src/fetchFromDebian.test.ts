import { expect, test } from 'vitest';
import { packageNames } from './fetchFromDebian.ts';

test('names are read from what apt would fetch, epochs and unlike lines included', () => {
  const printed = [
    'NOTE: something apt says first',
    "'http://mirror.example/debian/pool/main/libl/liblzf/liblzf1_3.6-3_amd64.deb' liblzf1_3.6-3_amd64.deb 10232 SHA256:aa",
    "'http://mirror.example/r/redis-tools_7.0.15-1%7edeb12u10_amd64.deb' redis-tools_5%3a7.0.15-1~deb12u10_amd64.deb 989 ",
    "'http://mirror.example/s/libstdc++6_12.2.0-14_amd64.deb' libstdc++6_12.2.0-14_amd64.deb 613 MD5Sum:1",
    '',
  ].join('\n');
  expect(packageNames(printed)).toEqual(['liblzf1', 'redis-tools', 'libstdc++6']);
  expect(packageNames('')).toEqual([]);
});
