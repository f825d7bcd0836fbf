// Builds dist/ from the sources: what changed since the last build, a file at a time, and nothing where nothing did. Types are
// checked by `npm run check`, not here, so the first start of a fresh clone takes seconds.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folders = ['domain', 'application', 'projections', 'adapters', 'proto'];
const outDir = join(root, 'dist');
const manifestFile = join(outDir, '.build.json');

/** What every output depends on besides its own source. */
const settings = ['tsconfig.json', 'package-lock.json', 'adapters/deploy/build.js'];

const say = (text) => process.stderr.write(`comanda: ${text}\n`);

/** Size and time of change: enough to know a file that was not touched, without reading it. */
const stampOf = async (file) => {
  const { size, mtimeMs } = await stat(join(root, file));
  return `${size} ${mtimeMs}`;
};

const sources = async () => {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name))
        .map((entry) => relative(root, join(entry.parentPath, entry.name)));
    }),
  );
  return found.flat().sort();
};

/** What the last build made, by its source; of another compiler or other settings it is of no use. */
const readManifest = async (key) => {
  try {
    const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
    return manifest.key === key ? manifest.files : {};
  } catch {
    return {};
  }
};

const outputsOf = (source) =>
  source.endsWith('.json')
    ? [join(outDir, source)]
    : [join(outDir, source.replace(/\.ts$/, '.js')), join(outDir, source.replace(/\.ts$/, '.js.map'))];

const settingsKey = async () => {
  const hash = createHash('sha256');
  for (const file of settings) hash.update(await readFile(join(root, file)));
  return hash.digest('hex');
};

/** Writes the outputs of these sources: types taken out, imports of sources made imports of outputs. */
const compile = async (changed) => {
  const { build: transform } = await import('esbuild');
  await transform({
    absWorkingDir: root,
    entryPoints: changed,
    outdir: outDir,
    outbase: root,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: true,
    loader: { '.json': 'copy' },
    logLevel: 'error',
    bundle: true,
    plugins: [
      {
        name: 'each file by itself',
        setup: ({ onResolve }) => {
          onResolve({ filter: /./ }, ({ kind, path }) =>
            kind === 'entry-point' ? undefined : { path: path.replace(/^(\.{1,2}\/.*)\.ts$/, '$1.js'), external: true },
          );
        },
      },
    ],
  });
};

const build = async () => {
  const began = performance.now();
  const key = await settingsKey();
  const before = await readManifest(key);
  const names = await sources();
  const now = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await stampOf(name)])));
  const changed = names.filter((name) => before[name] !== now[name]);
  const gone = Object.keys(before).filter((name) => now[name] === undefined);
  if (changed.length === 0 && gone.length === 0) return;

  if (Object.keys(before).length === 0) await rm(outDir, { recursive: true, force: true });
  else await Promise.all(gone.flatMap(outputsOf).map((file) => rm(file, { force: true })));
  if (changed.length > 0) {
    say(`building ${changed.length} of ${names.length} files`);
    await compile(changed);
  }
  await mkdir(outDir, { recursive: true });
  await writeFile(manifestFile, JSON.stringify({ key, files: now }));
  say(`built in ${((performance.now() - began) / 1000).toFixed(1)} s`);
};

try {
  await build();
} catch (error) {
  say(`cannot build: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
