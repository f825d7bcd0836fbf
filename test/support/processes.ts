import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A process of the engine, really started. */
export interface EngineProcess {
  readonly child: ChildProcess;
  /** What it wrote to stdout so far. */
  readonly output: () => string;
  /** What it wrote to stderr so far. */
  readonly log: () => string;
  /** Resolves with its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Sends a signal and waits for the end. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | NodeJS.Signals>;
}

/** Starts the process of that name, the import or a role, with this environment and nothing else of ours. */
export const startProcess = (
  name: string,
  environment: Readonly<Record<string, string>>,
  argv: readonly string[] = [],
): EngineProcess => {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', ...commandOf(name), ...argv], {
    cwd: root,
    env: { PATH, HOME, LOG_LEVEL: 'warn', GRPC_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  const end = (signal: NodeJS.Signals): Promise<number | NodeJS.Signals> => {
    child.kill(signal);
    return ended;
  };
  return { child, output: () => output, log: () => log, ended, end };
};

const commandOf = (name: string): readonly string[] =>
  name === 'import' ? ['adapters/main/bin/import.ts'] : ['adapters/main/bin/engine.ts', name];

/** Runs a process to its end. @returns its exit code and what it wrote */
export const runProcess = async (
  ...given: Parameters<typeof startProcess>
): Promise<{ readonly code: number | NodeJS.Signals; readonly output: string; readonly log: string }> => {
  const running = startProcess(...given);
  const code = await running.ended;
  return { code, output: running.output(), log: running.log() };
};

/** Waits for the process's ready line. @returns the address that it names. Fails if the process ends before. */
export const ready = async (running: EngineProcess): Promise<string> => {
  const line = /^ready (http:\/\/\S+)$/m;
  while (!line.test(running.output())) {
    assert.equal(running.child.exitCode, null, `the process ended before it was ready:\n${running.log()}`);
    const more = once(running.child.stdout ?? running.child, 'data');
    await Promise.race([more, running.ended]);
  }
  return line.exec(running.output())?.[1] ?? '';
};
