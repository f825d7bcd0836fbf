import { randomUUID } from 'node:crypto';
import { status, type ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Faults } from './faults.ts';
import type { EventLog, LoggedEvent } from './log.ts';
import {
  caughtUpMessage,
  checkpointMessage,
  confirmationMessage,
  eventMessage,
  fellBehindMessage,
} from './messages.ts';
import { send } from './send.ts';

export interface SubscriptionSettings {
  /** Whether subscriptions say when they have caught up or fallen behind: servers before 23.10 do not. */
  readonly announcesCaughtUp: boolean;
}

/** What went out to subscriptions. */
export interface Traffic {
  messages: number;
}

type SubscriptionCall = ServerWritableStream<ReadReq, ReadResp>;

const defaultSearchWindow = 32;
const behindBy = 200;

/** A catch-up subscription to `$all` that goes live at the end: from the event after index `from` on. */
export const serveSubscription = async (
  call: SubscriptionCall,
  from: number,
  log: EventLog,
  faults: Faults,
  settings: SubscriptionSettings,
  traffic: Traffic,
): Promise<void> => {
  const over = new AbortController();
  const end = (): void => {
    over.abort();
  };
  call.once('cancelled', end).once('close', end).once('error', end).once('finish', end);
  const silence = new AbortController();
  const stopListening = faults.listen((fault) => {
    if (fault === 'freeze') silence.abort();
    else if (fault === 'end') call.end();
    else call.emit('error', { code: status.UNAVAILABLE, details: 'the subscription was dropped' });
  });
  try {
    const messages = subscriptionMessages(call.request.getOptions()!, from, log, settings, over.signal);
    for await (const message of messages) {
      await faults.gate(call.getPeer());
      if (silence.signal.aborted) await aborted(over.signal);
      if (!(await send(call, message))) break;
      traffic.messages += 1;
    }
  } finally {
    stopListening();
  }
};

async function* subscriptionMessages(
  options: ReadReq.Options,
  from: number,
  log: EventLog,
  { announcesCaughtUp }: SubscriptionSettings,
  over: AbortSignal,
): AsyncGenerator<ReadResp> {
  const filter = options.getFilter();
  const wanted = matcher(filter);
  const window = filter?.hasMax() === true ? filter.getMax() : defaultSearchWindow;
  const interval = window * (filter?.getCheckpointintervalmultiplier() ?? 1);
  yield confirmationMessage(randomUUID());
  let live = false;
  let considered = 0;
  for (let next = from; !over.aborted;) {
    const event = log.all()[next];
    if (event === undefined && live) {
      await log.nextWrite(over);
    } else if (event === undefined) {
      live = true;
      if (announcesCaughtUp && filter !== undefined && next > 0) yield checkpointMessage(log.all()[next - 1]!.position);
      if (announcesCaughtUp) yield caughtUpMessage();
    } else {
      if (live && log.all().length - next > behindBy) {
        live = false;
        if (announcesCaughtUp) yield fellBehindMessage();
      }
      next += 1;
      considered += 1;
      if (wanted(event)) yield eventMessage(event);
      if (filter !== undefined && considered % interval === 0) yield checkpointMessage(event.position);
    }
  }
}

const matcher = (filter: ReadReq.Options.FilterOptions | undefined): ((event: LoggedEvent) => boolean) => {
  const expression = filter?.getStreamIdentifier() ?? filter?.getEventType();
  if (expression === undefined) return () => true;
  const onStream = filter?.hasStreamIdentifier() === true;
  const prefixes = expression.getPrefixList();
  const regex = new RegExp(expression.getRegex());
  return (event) => {
    const text = onStream ? event.stream : event.type;
    return prefixes.length > 0 ? prefixes.some((prefix) => text.startsWith(prefix)) : regex.test(text);
  };
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener('abort', () => {
        resolve();
      });
  });
