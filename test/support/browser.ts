import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const places = (process.env.PATH ?? '').split(':').map((directory) => `${directory}/chromium`);

const executablePath = process.env.CHROMIUM ?? places.find((path) => existsSync(path));

const help = 'no chromium: install it, or say where it is: CHROMIUM=/path/to/chromium';

/** `describe` for suites that need a browser. Without one they are skipped, hooks and all, and say how to run them. */
export const describeWithBrowser = (title: string, suite: (this: Mocha.Suite) => void): void => {
  if (executablePath !== undefined) {
    describe(title, suite);
    return;
  }
  console.warn(`SKIPPED: ${title}: ${help}`);
  describe.skip(title, suite);
};

/** A browser of one's own, without a window; its caller's to close. */
export const openBrowser = (): Promise<Browser> => {
  if (executablePath === undefined) throw new Error(help);
  // The sandbox needs rights that root in a container does not have.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
};
