import {
  Metadata,
  status,
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerReadableStream,
} from '@grpc/grpc-js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import type { Faults } from './faults.ts';
import { maxAppendBytes, type EventLog, type ExpectedRevision, type ProposedEvent, type WriteResult } from './log.ts';
import { errorDetails, nameOf, toProposed } from './messages.ts';

const broken = { code: status.UNAVAILABLE, details: 'the connection broke' };

/** One append a call: a header with the options, then the events. */
export const handleAppend =
  (log: EventLog, faults: Faults) =>
  (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void => {
    let options: AppendReq.Options | undefined;
    const events: ProposedEvent[] = [];
    call.on('data', (request: AppendReq) => {
      options = request.getOptions() ?? options;
      const message = request.getProposedMessage();
      if (message !== undefined) events.push(toProposed(message));
    });
    call.on('end', () => {
      void faults.gate(call.getPeer()).then(() => {
        if (call.cancelled) return;
        const result = log.write(nameOf(options?.getStreamIdentifier()), expectedOf(options), events);
        if (faults.losesAnswer()) answer(broken);
        else if (result.outcome === 'too_large')
          answer({ code: status.INVALID_ARGUMENT, metadata: tooLargeMetadata() });
        else answer(null, appendAnswer(result));
      });
    });
  };

/** Any number of appends a call, each named by a correlation id; one may come in several messages, the last `final`. */
export const handleBatchAppend =
  (log: EventLog, faults: Faults) =>
  (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void => {
    const open = new Map<string, { options: BatchAppendReq.Options | undefined; events: ProposedEvent[] }>();
    call.on('data', (request: BatchAppendReq) => {
      const id = request.getCorrelationId()?.getString() ?? '';
      const append = open.get(id) ?? { options: request.getOptions(), events: [] };
      append.events.push(...request.getProposedMessagesList().map(toProposed));
      open.set(id, append);
      if (!request.getIsFinal()) return;
      open.delete(id);
      void faults.gate(call.getPeer()).then(() => {
        if (call.cancelled) return;
        const result = late(append.options)
          ? ('timeout' as const)
          : log.write(nameOf(append.options?.getStreamIdentifier()), expectedOf(append.options), append.events);
        if (faults.losesAnswer()) call.emit('error', broken);
        else call.write(batchAnswer(request, append.options, result));
      });
    });
    call.on('end', () => {
      call.end();
    });
  };

const late = (options: BatchAppendReq.Options | undefined): boolean => {
  const deadline = options?.getDeadline();
  return deadline !== undefined && deadline.toDate().getTime() < Date.now();
};

const expectedOf = (options: AppendReq.Options | BatchAppendReq.Options | undefined): ExpectedRevision => {
  if (options === undefined || options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  return Number('getRevision' in options ? options.getRevision() : options.getStreamPosition());
};

type Answered = Exclude<WriteResult, { outcome: 'too_large' }>;

const appendAnswer = (result: Answered): AppendResp => {
  if (result.outcome === 'wrong_version') {
    const wrong = new streamsPb.AppendResp.WrongExpectedVersion();
    if (result.current === undefined) wrong.setCurrentNoStream(new sharedPb.Empty());
    else wrong.setCurrentRevision(String(result.current));
    return new streamsPb.AppendResp().setWrongExpectedVersion(wrong);
  }
  const success = new streamsPb.AppendResp.Success().setCurrentRevision(String(result.revision));
  if (result.outcome === 'repeated') success.setNoPosition(new sharedPb.Empty());
  else {
    const position = new streamsPb.AppendResp.Position();
    success.setPosition(
      position.setCommitPosition(String(result.position)).setPreparePosition(String(result.position)),
    );
  }
  return new streamsPb.AppendResp().setSuccess(success);
};

const batchAnswer = (
  request: BatchAppendReq,
  options: BatchAppendReq.Options | undefined,
  result: WriteResult | 'timeout',
): BatchAppendResp => {
  const answer = new streamsPb.BatchAppendResp()
    .setCorrelationId(request.getCorrelationId())
    .setStreamIdentifier(options?.getStreamIdentifier());
  if (result === 'timeout') return answer.setError(errorDetails('Timeout', new sharedPb.Timeout()));
  if (result.outcome === 'too_large') {
    const exceeded = new sharedPb.MaximumAppendSizeExceeded().setMaxappendsize(maxAppendBytes);
    return answer.setError(errorDetails('MaximumAppendSizeExceeded', exceeded));
  }
  if (result.outcome === 'wrong_version') {
    const wrong = new sharedPb.WrongExpectedVersion();
    if (result.current === undefined) wrong.setCurrentNoStream(new emptyPb.Empty());
    else wrong.setCurrentStreamRevision(String(result.current));
    return answer.setError(errorDetails('WrongExpectedVersion', wrong));
  }
  const success = new streamsPb.BatchAppendResp.Success().setCurrentRevision(String(result.revision));
  if (result.outcome === 'repeated') return answer.setSuccess(success.setNoPosition(new emptyPb.Empty()));
  const position = new sharedPb.AllStreamPosition();
  position.setCommitPosition(String(result.position)).setPreparePosition(String(result.position));
  return answer.setSuccess(success.setPosition(position));
};

const tooLargeMetadata = (): Metadata => {
  const metadata = new Metadata();
  metadata.set('exception', 'maximum-append-size-exceeded');
  metadata.set('maximum-append-size', String(maxAppendBytes));
  return metadata;
};
