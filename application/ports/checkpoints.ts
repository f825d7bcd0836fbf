import type { Position } from '../../domain/shared/message.ts';

/** Where each subscription that is not a projection stands. Saved after its effects, so they are at least once. */
export interface Checkpoints {
  /** 0 for a subscription that never saved one. */
  load(name: string): Promise<Position>;
  save(name: string, position: Position): Promise<void>;
}
