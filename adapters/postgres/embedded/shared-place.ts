import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isReachableByAll } from './server-user.ts';

/**
 * A directory of root's own that every account can get to: for what PostgreSQL must reach when it runs as another account
 * and the checkout lies in a closed directory, as anything under /root does.
 */
export const sharedPlace = async (): Promise<string> => {
  for (const place of ['/var/lib/comanda', join(tmpdir(), 'comanda')]) {
    try {
      await mkdir(place, { recursive: true, mode: 0o755 });
      // Check the owner: in a directory that all may write to, another account may have been there first.
      if ((await lstat(place)).uid === process.getuid?.() && (await isReachableByAll(place))) return place;
    } catch {
      continue;
    }
  }
  throw new Error('found no directory that PostgreSQL, which does not run as root, can reach: set DATABASE_URL');
};
