import { status, type ServerWritableStream } from '@grpc/grpc-js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Faults } from './faults.ts';
import type { EventLog, LoggedEvent } from './log.ts';
import { eventMessage, nameOf, notFoundMessage } from './messages.ts';
import { send } from './send.ts';
import { serveSubscription, type SubscriptionSettings, type Traffic } from './subscriptions.ts';

type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** Reads of a stream or of `$all`, and subscriptions to `$all`. */
export const handleRead =
  (log: EventLog, faults: Faults, settings: SubscriptionSettings, traffic: Traffic) =>
  (call: ReadCall): void => {
    const serve = async (): Promise<void> => {
      await faults.gate(call.getPeer());
      const options = call.request.getOptions()!;
      if (options.hasSubscription())
        await serveSubscription(call, indexAfter(options, log), log, faults, settings, traffic);
      else if (options.hasStream()) await serveStream(call, options, log);
      else await sendAll(call, allPart(options, log), options);
    };
    serve().catch((error: unknown) => call.emit('error', { code: status.INTERNAL, details: String(error) }));
  };

const serveStream = async (call: ReadCall, options: ReadReq.Options, log: EventLog): Promise<void> => {
  const identifier = options.getStream()?.getStreamIdentifier();
  const events = log.stream(nameOf(identifier));
  if (events.length > 0) return sendAll(call, streamPart(options, events), options);
  await send(call, notFoundMessage(identifier));
  call.end();
};

const sendAll = async (call: ReadCall, events: readonly LoggedEvent[], options: ReadReq.Options): Promise<void> => {
  for (const event of events.slice(0, Number(options.getCount()))) {
    if (!(await send(call, eventMessage(event)))) return;
  }
  call.end();
};

const isBackwards = (options: ReadReq.Options): boolean =>
  options.getReadDirection() === streamsPb.ReadReq.Options.ReadDirection.BACKWARDS;

/** From the revision on, it included, in either direction. */
const streamPart = (options: ReadReq.Options, events: readonly LoggedEvent[]): readonly LoggedEvent[] => {
  const from = options.getStream()!;
  const revision = from.hasStart() ? 0 : from.hasEnd() ? events.length - 1 : Number(from.getRevision());
  return isBackwards(options) ? events.slice(0, revision + 1).toReversed() : events.slice(revision);
};

/** Forwards from the position on, it included; backwards from before it. */
const allPart = (options: ReadReq.Options, log: EventLog): readonly LoggedEvent[] => {
  const index = allIndex(options, log);
  return isBackwards(options) ? log.all().slice(0, index).toReversed() : log.all().slice(index);
};

/** Where a subscription starts: after the event at its position. */
const indexAfter = (options: ReadReq.Options, log: EventLog): number =>
  allIndex(options, log) + (options.getAll()?.hasPosition() === true ? 1 : 0);

/** @throws RangeError for a position where no event lies: the server refuses it too. */
const allIndex = (options: ReadReq.Options, log: EventLog): number => {
  const from = options.getAll()!;
  if (from.hasStart()) return 0;
  if (from.hasEnd()) return log.all().length;
  const index = log.indexOf(Number(from.getPosition()?.getCommitPosition()));
  if (index === undefined) throw new RangeError('Trying to read from an invalid position.');
  return index;
};
