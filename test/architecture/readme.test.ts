import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { configurationNames, readConfig } from '../../adapters/main/config/config.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** Variable → what the README calls its default; rows may name several with as many defaults. */
const documented = (): Map<string, string> => {
  const rows = [...readme.matchAll(/^\| (`[A-Z_0-9]+`(?:, `[A-Z_0-9]+`)*) +\| ([^|]*) \|/gm)];
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

describe('README', () => {
  it('lists every variable of the configuration with its default, and no other', () => {
    const defaults = Object.entries(readConfig({}));
    const expected = new Map(configurationNames.map((name) => [name as string, '']));
    for (const [name, value] of defaults) expected.set(name, shown(value));
    assert.deepEqual(new Map([...documented()].sort()), new Map([...expected].sort()));
  });
});
