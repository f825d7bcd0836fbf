import { reject, type Refusal } from './decider.ts';

/** For each status that allows a command, the statuses that it may lead to. */
export type Arrows<Status extends string> = Partial<Readonly<Record<Status, readonly Status[]>>>;

/** What the table of a state machine says of one command. */
export interface Transition<Status extends string, Subject = unknown> {
  readonly arrows: Arrows<Status>;
  /** Names the command for the API; absent: only processes, providers or the beginning send it. */
  readonly action?: string;
  /** Says whether anything is left to do besides what the status allows; absent: always. */
  readonly guard?: (subject: Subject) => boolean;
}

/** One row a command, in the order in which the API lists its actions. */
export type TransitionTable<Command extends string, Status extends string, Subject = unknown> = Readonly<
  Record<Command, Transition<Status, Subject>>
>;

/** The states of one kind of aggregate: decider, tests, documentation and `allowed_actions` are derived from its table. */
export interface StateMachine<Command extends string, Status extends string, Subject = unknown> {
  /** Every status, in the order in which an aggregate passes them. */
  readonly statuses: readonly Status[];
  readonly table: TransitionTable<Command, Status, Subject>;
  /** Whether the status allows the command at all; the command's own rules come after. */
  isAllowed(command: Command, status: Status): boolean;
  /** The refusal of a command that the status does not allow. */
  refusal(command: Command, status: Status): Refusal;
  /** The actions that the status allows and the guards leave something to do for, in the table's order. */
  allowedActions(status: Status, subject: Subject): readonly string[];
}

/**
 * Makes a state machine of its table.
 *
 * @param noun what a refusal calls the aggregate: `order`
 * @param refuse replaces the usual refusal `invalid_transition` (wrong_state), whose details name the statuses that allow the command;
 *   undefined: it does not
 */
export const stateMachine = <Command extends string, Status extends string, Subject = unknown>(
  noun: string,
  statuses: readonly Status[],
  table: TransitionTable<Command, Status, Subject>,
  refuse?: (status: Status) => Refusal | undefined,
): StateMachine<Command, Status, Subject> => {
  const isAllowed = (command: Command, status: Status): boolean => Object.hasOwn(table[command].arrows, status);
  const invalidTransition = (command: Command, status: Status): Refusal => {
    const allowed = statuses.filter((each) => isAllowed(command, each));
    const message = `the ${noun} is ${status}; this is possible only when it is ${allowed.join(', ')}`;
    return reject('wrong_state', 'invalid_transition', message, { status, command, allowed_from: allowed });
  };
  return {
    statuses,
    table,
    isAllowed,
    refusal: (command, status) => refuse?.(status) ?? invalidTransition(command, status),
    allowedActions: (status, subject) =>
      Object.values<Transition<Status, Subject>>(table).flatMap(({ action, arrows, guard }) =>
        action !== undefined && Object.hasOwn(arrows, status) && (guard?.(subject) ?? true) ? [action] : [],
      ),
  };
};

/** Arrows of a command that leaves each of these statuses as it is. */
export const stays = <Status extends string>(...statuses: readonly Status[]): Arrows<Status> =>
  to((status) => [status], statuses);

/** Arrows of a command that leads from each of these statuses to the same ones. */
export const leads = <Status extends string>(from: readonly Status[], ...targets: readonly Status[]): Arrows<Status> =>
  to(() => targets, from);

const to = <Status extends string>(
  targetsOf: (status: Status) => readonly Status[],
  statuses: readonly Status[],
): Arrows<Status> => {
  const arrows: Partial<Record<Status, readonly Status[]>> = {};
  for (const status of statuses) arrows[status] = targetsOf(status);
  return arrows;
};
