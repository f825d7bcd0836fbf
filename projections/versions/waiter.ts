import type { ClientConfig } from 'pg';
import { streamName } from '../../domain/shared/stream.ts';
import { channelOf } from '../runner/checkpoint.ts';
import type { Applied } from '../runner/options.ts';
import type { StreamRef } from '../runner/projection.ts';
import type { ReadModel } from '../runner/read-model.ts';
import { ChannelListener } from './channel-listener.ts';
import type { VersionedKind, VersionQueries } from './queries.ts';
import { readVersions } from './read-versions.ts';

interface Wait {
  readonly of: StreamRef;
  readonly version: number;
  readonly settle: (reached: boolean) => void;
  readonly fail: (reason: unknown) => void;
}

/** Waits for read models. Looks only when there is news, once for all waits; keeps one connection that listens for it. */
export class VersionWaiter implements VersionQueries {
  readonly #readModel: ReadModel;
  readonly #listener: ChannelListener;
  readonly #waits = new Set<Wait>();
  #isStale = false;
  #isLooking = false;

  /** @param connection for a connection of its own, made by the first wait */
  constructor(readModel: ReadModel, connection: ClientConfig) {
    this.#readModel = readModel;
    this.#listener = new ChannelListener(connection, channelOf(readModel.schema), () => {
      this.#look();
    });
  }

  async waitForVersion(
    kind: VersionedKind,
    organizationId: string,
    id: string,
    version: number,
    timeoutMs: number,
  ): Promise<boolean> {
    const of = { stream: streamName(kind, organizationId, id), category: kind, organizationId, id };
    let wait: Wait | undefined;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<boolean>((settle, fail) => {
        wait = { of, version, settle, fail };
        this.#waits.add(wait);
        timer = setTimeout(settle, timeoutMs, false);
        this.#look();
      });
    } finally {
      clearTimeout(timer);
      if (wait !== undefined) this.#waits.delete(wait);
    }
  }

  /** Reports a batch that this process's projector committed: those who wait for it need not ask the database. */
  applied({ versions }: Pick<Applied, 'versions'>): void {
    for (const { of, version, settle } of this.#waits) {
      if ((versions.get(of.stream) ?? 0) >= version) settle(true);
    }
  }

  /** Ends all waits as not reached and lets go of the connection. */
  async close(): Promise<void> {
    for (const { settle } of this.#waits) settle(false);
    await this.#listener.close();
  }

  /** Looks now; if that is under way already, once more after it. */
  #look(): void {
    this.#isStale = true;
    if (!this.#isLooking) void this.#lookWhileStale();
  }

  async #lookWhileStale(): Promise<void> {
    this.#isLooking = true;
    while (this.#isStale && this.#waits.size > 0) {
      this.#isStale = false;
      try {
        await this.#listener.ready();
        const streams = [...this.#waits].map(({ of }) => of);
        this.applied({ versions: await readVersions(this.#readModel, streams) });
      } catch (error) {
        for (const { fail } of this.#waits) fail(error);
      }
    }
    this.#isLooking = false;
  }
}
