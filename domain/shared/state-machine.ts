import { reject } from './decider.ts';

/** For each status that allows a command, the statuses that it may lead to. */
export type Arrows<Status extends string> = Partial<Readonly<Record<Status, readonly Status[]>>>;

/** What the table of a state machine says of one command. */
export interface Transition<Status extends string, Subject = unknown> {
  readonly arrows: Arrows<Status>;
  /** The name by which the API offers the command; absent: only processes, providers or the beginning send it. */
  readonly action?: string;
  /** What must hold besides the status for the action to be offered. */
  readonly guard?: (subject: Subject) => boolean;
}

export type TransitionTable<Command extends string, Status extends string, Subject = unknown> = Readonly<
  Record<Command, Transition<Status, Subject>>
>;

/** The states of one kind of aggregate: decider, tests, documentation and `allowed_actions` are derived from its table. */
export interface StateMachine<Command extends string, Status extends string, Subject = unknown> {
  /** What a refusal calls the aggregate: `order`. */
  readonly noun: string;
  readonly statuses: readonly Status[];
  readonly table: TransitionTable<Command, Status, Subject>;
  /** Whether the status allows the command at all; the command's own rules come after. */
  isAllowed(command: Command, status: Status): boolean;
  /** The statuses that allow the command, in the machine's order. */
  allowedFrom(command: Command): readonly Status[];
  /** The refusal `invalid_transition` (wrong_state) of a command that the status does not allow. */
  refusal(command: Command, status: Status): ReturnType<typeof reject>;
  /** The actions that the status allows and the guards leave something to do for, in the table's order. */
  allowedActions(status: Status, subject: Subject): readonly string[];
}

/**
 * Makes a state machine of its table.
 *
 * @param statuses every status, in the order in which an aggregate passes them
 */
export const stateMachine = <Command extends string, Status extends string, Subject = unknown>(
  noun: string,
  statuses: readonly Status[],
  table: TransitionTable<Command, Status, Subject>,
): StateMachine<Command, Status, Subject> => {
  const isAllowed = (command: Command, status: Status): boolean => Object.hasOwn(table[command].arrows, status);
  const allowedFrom = (command: Command): readonly Status[] => statuses.filter((status) => isAllowed(command, status));
  return {
    noun,
    statuses,
    table,
    isAllowed,
    allowedFrom,
    refusal: (command, status) => {
      const allowed = allowedFrom(command);
      const message = `the ${noun} is ${status}; this is possible only when it is ${allowed.join(', ')}`;
      return reject('wrong_state', 'invalid_transition', message, { status, command, allowed_from: allowed });
    },
    allowedActions: (status, subject) =>
      Object.values<Transition<Status, Subject>>(table).flatMap(({ action, arrows, guard }) =>
        action !== undefined && Object.hasOwn(arrows, status) && (guard?.(subject) ?? true) ? [action] : [],
      ),
  };
};

/** Arrows of a command that leaves each of these statuses as it is. */
export const stays = <Status extends string>(statuses: readonly Status[]): Arrows<Status> => {
  const arrows: Partial<Record<Status, readonly Status[]>> = {};
  for (const status of statuses) arrows[status] = [status];
  return arrows;
};
