import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { categories } from '../../domain/aggregates.ts';

const root = new URL('../../', import.meta.url);

/** Files that git tracks, or would track. Nothing to check where the sources were unpacked without git. */
const files = (): string[] =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).trim().split('\n');

const topLevel = [
  'adapters',
  'application',
  'domain',
  'projections',
  'proto',
  'test',
  'Dockerfile',
  'LICENSE',
  'README.md',
  'compose.yaml',
  'eslint.config.js',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
];

describe('layout', () => {
  it('has nothing at the top level that the house does not know', () => {
    const found = new Set(files().map((file) => file.split('/')[0] ?? ''));
    const strangers = [...found].filter((name) => !name.startsWith('.') && !topLevel.includes(name));
    assert.deepEqual(strangers, []);
  });

  it('names every source file in kebab case', () => {
    const odd = files().filter(
      (file) => file.endsWith('.ts') && !/^([a-z0-9.-]+\/)+[a-z0-9]+([.-][a-z0-9]+)*\.ts$/.test(file),
    );
    assert.deepEqual(odd, []);
  });

  it('keeps source files short enough to read at one sitting', () => {
    const sources = files().filter((file) => /^(domain|application|projections|adapters)\/.*\.ts$/.test(file));
    const lengths = sources
      .map((file) => readFileSync(new URL(file, root), 'utf8').split('\n').length)
      .sort((a, b) => a - b);
    assert.ok((lengths[Math.floor(lengths.length / 2)] ?? 0) < 100, 'the median file has under 100 lines');
    assert.ok((lengths.at(-1) ?? 0) <= 310, 'no file has much over 300');
  });

  it('has a folder for each kind of aggregate, named after its category, with the same files', () => {
    const files = ['events.ts', 'commands.ts', 'state.ts', 'evolve.ts', 'decider.ts', 'README.md'];
    const paths = categories.flatMap((category) => files.map((file) => `domain/${category}/${file}`));
    assert.deepEqual(
      paths.filter((path) => !existsSync(new URL(path, root))),
      [],
    );
  });

  it('speaks of records, callers and customers in its comments, not of whoever was told what', () => {
    const dialect = /^\s*(?:\/\/|\/\*\*?|\*)[^\n]*\b(?:told|whoever|nobody|somebody)\b/im;
    const sources = files().filter((file) => /^(domain|application|projections|adapters)\/.*\.ts$/.test(file));
    assert.deepEqual(
      sources.filter((file) => dialect.test(readFileSync(new URL(file, root), 'utf8'))),
      [],
    );
  });
});
