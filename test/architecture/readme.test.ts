import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { configurationNames, readConfig } from '../../adapters/main/config/config.ts';

const root = new URL('../../', import.meta.url);
const operators = readFileSync(new URL('adapters/main/README.md', root), 'utf8');

/** Variable → what the page for operators calls its default; rows may name several with as many defaults. */
const documented = (): Map<string, string> => {
  const rows = [...operators.matchAll(/^\| (`[A-Z_0-9]+`(?:, `[A-Z_0-9]+`)*) +\| ([^|]*) \|/gm)];
  return new Map(
    rows.flatMap(([, names = '', defaults = '']) => {
      const values = names.includes(',') ? defaults.split(/, ?(?=`|$)/) : [defaults];
      return names
        .split(', ')
        .map((name, index) => [name.replaceAll('`', ''), (values[index] ?? '').replaceAll(/[`\s]|,$/g, '')] as const);
    }),
  );
};

const shown = (
  value: string | number | boolean | readonly (string | number)[] | Readonly<Record<string, string>> | undefined,
): string => {
  if (value === undefined) return '';
  if (typeof value !== 'object' || Array.isArray(value)) return String(value);
  return Object.entries(value)
    .map(([key, text]) => `${key}=${text}`)
    .join(',');
};

/** Every page that git tracks, or would track. */
const pages = (): readonly string[] =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n');

/** What a page names of the tree: the targets of its links, and paths in code that begin with a folder of ours. */
const namedIn = (page: string): readonly string[] => {
  const text = readFileSync(new URL(page, root), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(
    ([, target = '']) => new URL(target, new URL(page, root)).pathname,
  );
  const code = /`((?:domain|application|projections|adapters|proto|test)(?:\/[\w.-]+)+)\/?`/g;
  return [...links, ...[...text.matchAll(code)].map(([, path = '']) => new URL(path, root).pathname)];
};

describe('pages', () => {
  it('name only files and folders that are there', () => {
    const missing = pages().flatMap((page) =>
      namedIn(page).flatMap((path) => (existsSync(path) ? [] : [`${page}: ${path.slice(root.pathname.length)}`])),
    );
    assert.deepEqual(missing, []);
  });

  it('keep the README short enough for a newcomer', () => {
    assert.ok(readFileSync(new URL('README.md', root), 'utf8').split('\n').length <= 250);
  });
});

describe('the page for operators', () => {
  it('lists every variable of the configuration with its default, and no other', () => {
    const defaults = Object.entries(readConfig({}));
    const expected = new Map(configurationNames.map((name) => [name as string, '']));
    for (const [name, value] of defaults) expected.set(name, shown(value));
    assert.deepEqual(new Map([...documented()].sort()), new Map([...expected].sort()));
  });
});
