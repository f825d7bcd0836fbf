import assert from 'node:assert/strict';
import type { Decision } from '../../../domain/shared/decider.ts';

/**
 * Holds a state machine as people wrote it down, apart from the code: properties are judged by it, so that a table under test that
 * is wrong is found wrong.
 */
export class Transcription<Status extends string> {
  readonly #arrows = new Map<string, ReadonlySet<string>>();
  readonly #actions: readonly { readonly type: string; readonly action: string }[];

  /** @param rows `command | action | from, from → to, to; from → same`: "same" keeps the status */
  constructor(...rows: readonly string[]) {
    const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
    this.#actions = cells.flatMap(([type = '', action = '']) => (action === '' ? [] : [{ type, action }]));
    for (const [type = '', , moves = ''] of cells) {
      for (const move of moves.split('; ')) {
        const [from = '', to = ''] = move.split(' → ');
        for (const status of from.split(', ')) {
          const targets = to.split(', ').map((target) => (target === 'same' ? status : target));
          this.#arrows.set(`${type} ${status}`, new Set(targets));
        }
      }
    }
  }

  allows(type: string, status: Status): boolean {
    return this.#arrows.has(`${type} ${status}`);
  }

  /** Names the action of a command; undefined: people do not send it. */
  actionOf(type: string): string | undefined {
    return this.#actions.find((named) => named.type === type)?.action;
  }

  /** Lists the actions that the status allows, in the order of the rows. */
  actions(status: Status): readonly string[] {
    return this.#actions.flatMap(({ type, action }) => (this.allows(type, status) ? [action] : []));
  }

  /**
   * Judges what was decided about a command: an event takes an arrow, and the status is why a command is refused exactly where
   * there is none.
   *
   * @param code names the refusal of what the status does not allow
   */
  judge(type: string, from: Status, decision: Decision<unknown>, to: Status, code = 'invalid_transition'): void {
    const said = `${from} --${type}--> ${to}`;
    const isAllowed = this.allows(type, from);
    if (!decision.ok) {
      assert.equal(decision.rejection.code === code, !isAllowed, `${said} is refused as ${decision.rejection.code}`);
    } else if (decision.events.length > 0) {
      assert.ok(this.#arrows.get(`${type} ${from}`)?.has(to), said);
    } else assert.equal(to, from, said);
  }
}
