import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DefinedPromotionCommand } from '../../../domain/promotion/transitions.ts';
import { promotionDecider } from '../../../domain/promotion/decider.ts';
import type { PromotionEvent, PromotionStatus, PromotionTerms } from '../../../domain/promotion/events.ts';
import type { PromotionState } from '../../../domain/promotion/state.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { Transcription } from '../shared/transcription.ts';
import { change, defined, end, terms } from './promotions.ts';

/** Written down from the README, whose words the code must keep. */
const written = new Transcription<PromotionStatus>(
  'ChangePromotion | | active → same',
  'EndPromotion | | active → ended',
);

/** The promotion as people see it. */
interface Model {
  status: PromotionStatus;
  terms: PromotionTerms;
}

interface Real {
  state: PromotionState;
  history: readonly PromotionEvent[];
}

class Step implements fc.Command<Model, Real> {
  readonly #command: DefinedPromotionCommand;

  constructor(command: DefinedPromotionCommand) {
    this.#command = command;
  }

  check = (): boolean => true;

  run(model: Model, real: Real): void {
    const decision = promotionDecider.decide(this.#command, real.state);
    const events = decision.ok ? decision.events : [];
    real.history = [...real.history, ...events];
    real.state = fold(promotionDecider.evolve, real.state, events);
    const from = model.status;
    this.#follow(model);
    assert.ok(real.state.exists);
    assert.deepEqual({ status: real.state.status, terms: real.state.terms }, model);
    written.judge(this.#command.type, from, decision, model.status, 'promotion_ended');
    assert.deepEqual(fold(promotionDecider.evolve, promotionDecider.initial, real.history), real.state);
    if (decision.ok) assert.deepEqual(promotionDecider.decide(this.#command, real.state), { ok: true, events: [] });
  }

  /** Ends for good; until then it takes any terms that keep its code. */
  #follow(model: Model): void {
    if (this.#command.type === 'EndPromotion') model.status = 'ended';
    else if (model.status === 'active' && this.#command.terms.code === 'SPRING') model.terms = this.#command.terms;
  }

  toString = (): string => JSON.stringify(this.#command);
}

const command: fc.Arbitrary<DefinedPromotionCommand> = fc.oneof(
  {
    arbitrary: fc
      .record({ minimumSpend: fc.nat(3), code: fc.constantFrom('SPRING', 'SPRING', 'SUMMER') })
      .map((changes) => change(changes)),
    weight: 4,
  },
  fc.constant(end),
);

describe('a promotion, by its model', () => {
  it('changes until it is ended, keeps its code, and each thing is done once', () => {
    fc.assert(
      fc.property(fc.commands([command.map((each) => new Step(each))], { maxCommands: 20 }), (steps) => {
        fc.modelRun(
          (): { model: Model; real: Real } => ({
            model: { status: 'active', terms },
            real: { state: fold(promotionDecider.evolve, promotionDecider.initial, [defined]), history: [defined] },
          }),
          steps,
        );
      }),
      { numRuns: 200 },
    );
  });
});
