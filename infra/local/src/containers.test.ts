import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { livePurposes } from './stack/liveSettings.ts';

/** These are not run where there is no Docker: what must hold of them is held to here. */
const fromRoot = (file: string) => readFile(fileURLToPath(new URL(`../../../${file}`, import.meta.url)), 'utf8');
const compose = await fromRoot('docker-compose.yml');
const dockerfile = await fromRoot('Dockerfile');
const ignored = (await fromRoot('.dockerignore')).split('\n');

/** The text of each entry of a top-level block, by name. The file is indented by twos. */
function entriesOf(block: string): Map<string, string> {
  const start = compose.search(new RegExp(`^${block}:\n`, 'm'));
  const [text = ''] = compose.slice(start + block.length + 2).split(/^(?=\S)/m);
  const parts = text.split(/^ {2}(?=[\w-]+:)/m).filter((part) => part.trim() !== '');
  return new Map(parts.map((part) => [part.slice(0, part.indexOf(':')), part]));
}
const services = entriesOf('services');
const servers = ['postgres', 'nats', 'redis'];

describe('docker-compose.yml', () => {
  test('runs the platform and the three servers, and makes their keys first', () => {
    expect([...services.keys()].sort()).toEqual(['keys', 'nats', 'platform', 'postgres', 'redis']);
  });

  test.each([...services])('%s has an image pinned to a whole version', (_name, text) => {
    expect(text).toMatch(/^ {4}image: [\w./-]+:\d+\.\d+\.?\d*(-\w+)?$/m);
  });

  test.each(servers)('%s tells whether it is healthy, and starts after the keys are made', (name) => {
    const text = services.get(name) ?? '';
    expect(text).toMatch(/healthcheck:\n {6}test:\s+\[\s*["']CMD/);
    expect(text).toContain('keys: { condition: service_completed_successfully }');
  });

  test('the platform waits until all are healthy, and its image tells whether it is', () => {
    for (const name of servers) expect(services.get('platform')).toContain(`${name}: { condition: service_healthy }`);
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
  });

  test('no secret stands in it, nor in the image', () => {
    for (const text of [compose, dockerfile]) {
      expect(text).not.toMatch(/(sk|pk|rk|whsec)_\w{6}/);
      expect(text).not.toMatch(/:\/\/[^\s/@]*:[^\s/@]+@/);
      expect(text).not.toMatch(/(PASSWORD|SECRET|TOKEN|_KEYS?)\s*[:=]\s*\S/);
      expect(text).not.toMatch(/[\w-]{40,}/);
    }
    expect(ignored).toContain('**/.purser');
    expect(ignored).toContain('**/keys.json');
  });

  test('each server sees its own secret and no other', () => {
    for (const name of servers) {
      const mounted = [...(services.get(name) ?? '').matchAll(/- (\w+-secret):\S+:ro/g)].map(([, volume]) => volume);
      expect(mounted).toEqual([`${name}-secret`]);
    }
    expect(services.get('platform')).not.toContain('-secret');
  });

  test('every volume that is mounted is declared, and the other way round', () => {
    const mounted = [...compose.matchAll(/^ {6}- ([\w-]+):\//gm)].map(([, volume]) => volume);
    expect([...new Set(mounted)].sort()).toEqual([...entriesOf('volumes').keys()].sort());
  });

  test('only this machine reaches what is published', () => {
    const published = [...compose.matchAll(/^ {6}- (\S+:\d+:\d+)$/gm)].map(([, port]) => port);
    expect(published).toEqual(['127.0.0.1:4400:4400', '127.0.0.1:4420:4420']);
  });
});

test('the platform is passed all that a live start asks for, besides what the image says itself', () => {
  const itself = ['PURSER_DIR', 'PURSER_HOST', 'PURSER_PORT', 'PURSER_PROFILE'];
  const asked = Object.keys(livePurposes).filter((name) => !itself.includes(name));
  const platform = services.get('platform') ?? '';
  for (const name of ['PURSER_LIVE', ...asked]) expect(platform).toContain(`\n      - ${name}\n`);
});

describe('Dockerfile', () => {
  test('runs as an ordinary user, from a base pinned to a whole version that is new enough', () => {
    expect(dockerfile).toMatch(/^FROM node:24\.\d+\.\d+-\w+-slim$/m);
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile.indexOf('USER node')).toBeLessThan(dockerfile.indexOf('\nCMD '));
  });

  test('brings the built pages, and nothing that only building them needs', () => {
    expect(dockerfile).toMatch(/AS pages\n.*node tooling\/buildWeb\.ts.*\nFROM /s);
    expect(dockerfile).toContain('COPY --from=pages /app/services/gateway/web/dist services/gateway/web/dist');
    expect(dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))).not.toContain('--include=dev');
    expect(ignored).toContain('**/dist');
  });

  test('starts what scripts/start starts', async () => {
    const [, file] = /^CMD \["node", "(\S+)"\]$/m.exec(dockerfile) ?? [];
    expect(await fromRoot('scripts/start')).toContain(`exec node ${file} "$@"`);
    expect(compose).toContain(`"${file}", "--server-secrets"`);
  });
});
