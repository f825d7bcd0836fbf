import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fold, type Decider, type Decision, type Rejection } from '../../../domain/shared/decider.ts';
import type { StateMachine } from '../../../domain/shared/state-machine.ts';

interface Typed {
  readonly type: string;
}

/** The states of one kind of aggregate, with examples of everything that its table says. */
export interface Machine<Command extends Typed, Event, State, Type extends Command['type'], Status extends string> {
  /** Names the folder of the aggregate in domain/: its README shows the table. */
  readonly folder: string;
  /** What refusals call the aggregate. */
  readonly noun: string;
  readonly machine: StateMachine<Type, Status, never>;
  readonly decider: Decider<Command, Event, State>;
  /** Gives `undefined` for what does not exist, unless the table has a status for it. */
  readonly statusOf: (state: State) => Status | undefined;
  /** The table's status of what does not exist; absent: its commands all need what exists. */
  readonly beginning?: Status;
  /** The code of the refusal (not_found) of a command to what does not exist. */
  readonly notFound: string;
  /** A history that ends in each status. */
  readonly histories: () => Readonly<Record<Status, readonly Event[]>>;
  /** One of each type, as it would be sent for the first time, and fit for as many of the histories as possible. */
  readonly commands: () => readonly Command[];
  /** For the arrows that no command reaches from those histories: commands that do, with what came before them. */
  readonly examples?: () => readonly (readonly [readonly Event[], Command])[];
  /** Arrows for which there is no example: the command is let through to its own rules, which find nothing to act on. */
  readonly unreached?: Partial<Readonly<Record<Type, readonly Status[]>>>;
  /** Where the example of a command is accepted without an event although its status does not allow it: it is so already. */
  readonly alreadyDone?: Partial<Readonly<Record<Type, readonly Status[]>>>;
  /** The refusal in a status that does not allow the command; absent: `invalid_transition`. */
  readonly refusal?: (status: Status, type: Type) => Rejection;
  /** The statuses that no command leaves. */
  readonly ends: readonly Status[];
  /** What the API offers, and offers it for each of the histories. */
  readonly actionsOf: (state: State) => readonly string[];
  readonly actions: Readonly<Record<Status, readonly string[]>>;
}

const entriesOf = <Key extends string, Value>(record: Readonly<Partial<Record<Key, Value>>>) =>
  Object.entries(record) as [Key, Value][];

/** The rows of a README's table of commands: its first three columns, without the padding. */
const readmeRows = (folder: string): readonly string[] => {
  const readme = readFileSync(new URL(`../../../domain/${folder}/README.md`, import.meta.url), 'utf8');
  return readme
    .split('\n')
    .filter((line) => /^\| [A-Z][a-z]+[A-Z]\w+ +\|/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, 4)
        .map((cell) => cell.trim())
        .join(' | '),
    );
};

/**
 * Tests a state machine: its table is the one of the README, the decider does what the table says with every command in every
 * status, and each arrow is reached by an example.
 */
export const describeStateMachine = <
  Command extends Typed,
  Event,
  State,
  Type extends Command['type'],
  Status extends string,
>(
  subject: Machine<Command, Event, State, Type, Status>,
): void => {
  const { machine, decider, beginning, unreached = {}, alreadyDone = {} } = subject;
  const { statuses, table } = machine;
  const types = Object.keys(table) as Type[];
  const existing = statuses.filter((status) => status !== beginning);
  const arrowsFrom = (type: Type, status: Status): readonly Status[] | undefined => table[type].arrows[status];
  const lists = (record: Partial<Readonly<Record<Type, readonly Status[]>>>, type: Type, status: Status): boolean =>
    record[type]?.includes(status) ?? false;

  const typeOf = (command: Command): Type => command.type as Type;
  const stateAfter = (history: readonly Event[]): State => fold(decider.evolve, decider.initial, history);
  const statusAfter = (history: readonly Event[]): Status | undefined => subject.statusOf(stateAfter(history));

  /** "same" keeps the status, "any" is every status of what exists, "else" every other one. */
  const describeRow = (type: Type): string => {
    const byTargets = new Map<string, Status[]>();
    for (const from of statuses) {
      const targets = arrowsFrom(type, from);
      if (targets === undefined) continue;
      const to = targets.map((status) => (status === from ? 'same' : status)).join(', ');
      byTargets.set(to, [...(byTargets.get(to) ?? []), from]);
    }
    const everywhere = existing.every((status) => arrowsFrom(type, status) !== undefined);
    const moves = [...byTargets].flatMap(([to, statusesOf]) => {
      const from = everywhere && to === 'same' ? statusesOf.filter((status) => status === beginning) : statusesOf;
      return from.length === 0 ? [] : [`${from.join(', ')} → ${to}`];
    });
    if (everywhere && byTargets.has('same')) moves.push(`${moves.length === 0 ? 'any' : 'else'} → same`);
    return [type, table[type].action ?? '', moves.join('; ')].join(' | ');
  };

  const notFound = (decision: Decision<Event>, type: string): void => {
    assert.ok(!decision.ok, `${type} of what does not exist`);
    const { kind, code } = decision.rejection;
    assert.deepEqual({ kind, code }, { kind: 'not_found', code: subject.notFound }, type);
  };

  const refused = (type: Type, status: Status): Rejection => {
    const allowed = statuses.filter((each) => arrowsFrom(type, each) !== undefined);
    return (
      subject.refusal?.(status, type) ?? {
        kind: 'wrong_state',
        code: 'invalid_transition',
        message: `the ${subject.noun} is ${status}; this is possible only when it is ${allowed.join(', ')}`,
        details: { status, command: type, allowed_from: allowed },
      }
    );
  };

  /** The arrow that an accepted command with an event takes; undefined if it was refused or changes nothing. */
  const arrowOf = (history: readonly Event[], command: Command): string | undefined => {
    const decision = decider.decide(command, stateAfter(history));
    if (!decision.ok || decision.events.length === 0) return undefined;
    const to = statusAfter([...history, ...decision.events]) ?? 'none';
    return `${command.type}: ${statusAfter(history) ?? 'none'} → ${to}`;
  };

  describe(`the state machine of ${subject.folder}`, () => {
    it('is the table of its README', () => {
      assert.deepEqual(readmeRows(subject.folder), types.map(describeRow));
    });

    it('has an example of every status and of every command', () => {
      const histories = subject.histories();
      assert.deepEqual(Object.keys(histories), statuses);
      for (const [status, history] of entriesOf(histories)) assert.equal(statusAfter(history), status);
      const commands = subject.commands().map(({ type }) => type);
      assert.deepEqual(commands.toSorted(), types.toSorted());
    });

    it('ends where it says, and never leaves an end', () => {
      const isEnd = (status: Status): boolean =>
        types.every((type) => arrowsFrom(type, status)?.every((to) => to === status) ?? true);
      assert.deepEqual(statuses.filter(isEnd), subject.ends);
    });

    it('refuses every command as not found before anything exists, except those that begin it', () => {
      for (const command of subject.commands()) {
        if (beginning !== undefined && machine.isAllowed(typeOf(command), beginning)) continue;
        notFound(decider.decide(command, decider.initial), command.type);
      }
    });

    for (const status of existing) {
      it(`allows and refuses as its table says when ${status}`, () => {
        const history = subject.histories()[status];
        for (const command of subject.commands()) {
          const type = typeOf(command);
          const decision = decider.decide(command, stateAfter(history));
          const targets = arrowsFrom(type, status);
          if (targets === undefined) {
            const expected = lists(alreadyDone, type, status)
              ? { ok: true, events: [] }
              : { ok: false, rejection: refused(type, status) };
            assert.deepEqual(decision, expected, `${type} when ${status}`);
          } else if (decision.ok) {
            const to = statusAfter([...history, ...decision.events]);
            assert.ok(to === status || (to !== undefined && targets.includes(to)), `${type}: ${status} → ${to}`);
          } else {
            assert.notDeepEqual(decision.rejection, refused(type, status), `${type} when ${status}`);
          }
        }
      });
    }

    it('reaches every arrow of its table by an example, and no other status', () => {
      const driven = Object.values<readonly Event[]>(subject.histories()).flatMap((history) =>
        subject.commands().map((command) => [history, command] as const),
      );
      const examples = [...driven, ...(subject.examples?.() ?? [])];
      const reached = new Set(examples.flatMap(([history, command]) => arrowOf(history, command) ?? []));
      const arrows = types.flatMap((type) =>
        statuses
          .filter((from) => !lists(unreached, type, from))
          .flatMap((from) => (arrowsFrom(type, from) ?? []).map((to) => `${type}: ${from} → ${to}`)),
      );
      assert.deepEqual(
        arrows.filter((arrow) => !reached.has(arrow)),
        [],
        'arrows without an example',
      );
      assert.deepEqual(
        [...reached].filter((arrow) => !arrows.includes(arrow)),
        [],
        'examples without an arrow',
      );
    });

    for (const status of statuses) {
      it(`offers what can be done when ${status}`, () => {
        assert.deepEqual(subject.actionsOf(stateAfter(subject.histories()[status])), subject.actions[status]);
      });
    }
  });
};
