import type { Position } from '../../domain/shared/message.ts';

/** Where each subscription that is not a projection stands. Saved after its effects, so they are at least once. */
export interface Checkpoints {
  /** 0 for a subscription that never saved one. */
  load(name: string): Promise<Position>;
  save(name: string, position: Position): Promise<void>;
}

/** An event that a subscription could not handle, or that had to wait behind such a one of its stream. */
export interface ParkedEvent {
  readonly eventId: string;
  readonly stream: string;
  readonly version: number;
  readonly position: Position;
  /** Why, for people. */
  readonly reason: string;
}

/** What each subscription has set aside, so that everything else could go on. */
export interface ParkedEvents {
  /** By position. */
  list(subscription: string): Promise<readonly ParkedEvent[]>;
  /** Parking an event again changes nothing. */
  park(subscription: string, event: ParkedEvent): Promise<void>;
  forget(subscription: string, eventId: string): Promise<void>;
}
