import { randomUUID } from 'node:crypto';
import type { EventStoreDBClient } from '@eventstore/db-client';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import streamsServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { Disconnected } from './disconnected.ts';

type Call = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

interface Waiting {
  readonly resolve: (answer: BatchAppendResp) => void;
  readonly reject: (error: Disconnected) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * The one streaming call that carries all appends of a link, each with a correlation id.
 *
 * The client's own `appendToStream` is not used: it keeps what it waits for in one table for the whole process, which any
 * failing connection empties for all of them, and writes that queue up while a connection breaks end as unhandled
 * rejections, which end the process. Connecting, discovery and credentials are the client's.
 */
export class AppendCall {
  readonly #call: Call;
  readonly #waiting = new Map<string, Waiting>();
  readonly #onBroken: () => void;
  #answers = 0;

  private constructor(call: Call, onBroken: () => void) {
    this.#call = call;
    this.#onBroken = onBroken;
    const broken = (cause?: unknown): void => {
      this.#break(new Disconnected('the connection broke before the answer to an append', { cause }));
    };
    call.on('data', (answer: BatchAppendResp) => {
      this.#answered(answer);
    });
    call.on('error', broken);
    call.on('end', broken);
  }

  /** @throws Disconnected */
  static open(client: EventStoreDBClient, onBroken: () => void): Promise<AppendCall> {
    return new Promise((resolve, reject) => {
      const onOpen = (call: Call): void => {
        resolve(new AppendCall(call, onBroken));
      };
      openCall.call(client, onOpen).catch((cause: unknown) => {
        reject(new Disconnected('no call for appends could be opened', { cause }));
        onBroken();
      });
    });
  }

  /**
   * Sends one append and waits for its answer.
   * @throws Disconnected if the answer does not come in time; if no answer at all came meanwhile, the link is given up
   */
  send(request: BatchAppendReq, timeoutMs: number): Promise<BatchAppendResp> {
    const id = randomUUID();
    request.setCorrelationId(new sharedPb.UUID().setString(id)).setIsFinal(true);
    return new Promise((resolve, reject) => {
      const before = this.#answers;
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Disconnected(`an append was not answered within ${timeoutMs} ms`));
        if (this.#answers === before) this.#onBroken();
      }, timeoutMs);
      this.#waiting.set(id, { resolve, reject, timer });
      this.#call.write(request);
    });
  }

  #answered(answer: BatchAppendResp): void {
    this.#answers += 1;
    const id = answer.getCorrelationId()?.getString() ?? '';
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    waiting?.resolve(answer);
  }

  #break(error: Disconnected): void {
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#waiting.clear();
    this.#onBroken();
  }
}

/** `onOpen` runs before the call can fail, so that no failure goes unheard. */
function openCall(this: EventStoreDBClient, onOpen: (call: Call) => void): Promise<Call> {
  const open = this.GRPCStreamCreator(streamsServices.StreamsClient, 'batchAppend', (client) => {
    const call = client.batchAppend(...this.callArguments({}, { deadline: Infinity }));
    onOpen(call);
    return call;
  });
  return open();
}
