import type { AllStreamRecordedEvent, RecordedEvent as ClientEvent } from '@eventstore/db-client';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import { EventTooLargeError, type ExpectedVersion, type NewEvent } from '../../../application/ports/event-store.ts';
import type { EventMetadata, Position, RecordedEvent } from '../../../domain/shared/message.ts';
import { Disconnected } from './disconnected.ts';

/** An append as the server takes it: our versions count events from 1, its revisions number them from 0. */
export const appendRequest = (
  stream: string,
  expected: ExpectedVersion,
  events: readonly NewEvent[],
): BatchAppendReq => {
  const identifier = new sharedPb.StreamIdentifier().setStreamName(Buffer.from(stream));
  const options = new streamsPb.BatchAppendReq.Options().setStreamIdentifier(identifier);
  if (expected === 'any') options.setAny(new emptyPb.Empty());
  else if (expected === 0) options.setNoStream(new emptyPb.Empty());
  else options.setStreamPosition(String(expected - 1));
  return new streamsPb.BatchAppendReq().setOptions(options).setProposedMessagesList(events.map(proposedMessage));
};

const proposedMessage = (event: NewEvent): BatchAppendReq.ProposedMessage => {
  const message = new streamsPb.BatchAppendReq.ProposedMessage()
    .setId(new sharedPb.UUID().setString(event.id))
    .setData(Buffer.from(event.data))
    .setCustomMetadata(Buffer.from(event.metadata));
  message.getMetadataMap().set('type', event.type).set('content-type', 'application/json');
  return message;
};

export type Appended =
  /** `position` is missing if the server recognised a repetition without saying where it lies. */
  | { readonly ok: true; readonly version: number; readonly position: Position | undefined }
  | { readonly ok: false; readonly version: number };

/**
 * Reads the server's answer to an append of `events`.
 * @throws EventTooLargeError if all of them together are more than the server takes in one append
 * @throws Disconnected if the server could not say whether it wrote them
 */
export const readAppendAnswer = (answer: BatchAppendResp, events: readonly NewEvent[]): Appended => {
  const success = answer.getSuccess();
  if (success !== undefined) {
    const commit = success.getPosition()?.getCommitPosition();
    const position = commit === undefined ? undefined : Number(commit);
    return { ok: true, version: Number(success.getCurrentRevision()) + 1, position };
  }
  const error = answer.getError();
  const details = error?.getDetails();
  const name = details?.getTypeName() ?? '';
  if (name === 'event_store.client.WrongExpectedVersion') {
    const wrong = details?.unpack((bytes) => sharedPb.WrongExpectedVersion.deserializeBinary(bytes), name);
    return { ok: false, version: wrong?.hasCurrentStreamRevision() ? Number(wrong.getCurrentStreamRevision()) + 1 : 0 };
  }
  if (name === 'event_store.client.MaximumAppendSizeExceeded') {
    throw new EventTooLargeError(events.map(({ type }) => type).join(', '), bytesOf(...events));
  }
  throw new Disconnected(`EventStoreDB answered an append with ${name} ${error?.getMessage() ?? ''}`);
};

/** Data and metadata in UTF-8 bytes. */
export const bytesOf = (...events: readonly NewEvent[]): number =>
  events.reduce((bytes, { data, metadata }) => bytes + Buffer.byteLength(data) + Buffer.byteLength(metadata), 0);

/**
 * A stored event as the engine knows it. The position is the commit position: a byte offset, so a safe integer up to
 * 9 petabytes. For events written over gRPC it equals the prepare position, so it alone says where to resume.
 */
export const toRecorded = (event: ClientEvent | AllStreamRecordedEvent): RecordedEvent => {
  const metadata: unknown = event.metadata;
  return {
    id: event.id,
    stream: event.streamId,
    version: Number(event.revision) + 1,
    position: Number(event.position?.commit),
    type: event.type,
    data: event.data,
    metadata: metadata as EventMetadata,
  };
};
