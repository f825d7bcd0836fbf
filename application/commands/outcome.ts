import type { Refusal } from '../../domain/shared/decider.ts';

/** What a use case answers. A refusal changed nothing. */
export type Outcome<State> =
  | {
      readonly ok: true;
      readonly state: State;
      /** The aggregate's version after the command; `min_version` of a read that must see it. */
      readonly version: number;
      /** True if the command had been done before: nothing new was written. */
      readonly repeated: boolean;
    }
  | Refusal;
