import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { StepCommand } from '../../../domain/documents/transitions.ts';
import { taxDocumentDecider } from '../../../domain/documents/decider.ts';
import type { DocumentStatus, TaxDocumentEvent } from '../../../domain/documents/events.ts';
import { invoiceOf, type DocumentState, type TaxDocumentState } from '../../../domain/documents/state.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { Transcription } from '../shared/transcription.ts';
import { at, quoted, receipted, stateOf } from '../tax-document/sales.ts';

/** Written down from the README, whose words the code must keep. */
const written = new Transcription<DocumentStatus>(
  'MoveDocumentToRange | | requested → same',
  'RecordDocumentNumber | | requested → numbered',
  'RecordDocumentSigned | | numbered → signed',
  'RecordDocumentSubmitted | | signed → submitted',
  'RecordDocumentAccepted | | signed, submitted → accepted',
  'RecordDocumentRejected | | signed, submitted → rejected',
);

interface Model {
  status: DocumentStatus;
  range: number;
}

interface Real {
  state: TaxDocumentState;
  history: readonly TaxDocumentEvent[];
}

const receiptIn = (state: TaxDocumentState): DocumentState => {
  const receipt = invoiceOf(state);
  assert.ok(receipt !== undefined);
  return receipt;
};

/** What is known of a document stays known. */
const fixed = ['folio', 'sha256', 'trackingId', 'authorityReference'] as const;

class Step implements fc.Command<Model, Real> {
  readonly #command: StepCommand;

  constructor(command: StepCommand) {
    this.#command = command;
  }

  check = (): boolean => true;

  run(model: Model, real: Real): void {
    const before = receiptIn(real.state);
    const decision = taxDocumentDecider.decide(this.#command, real.state);
    const events = decision.ok ? decision.events : [];
    real.history = [...real.history, ...events];
    real.state = fold(taxDocumentDecider.evolve, real.state, events);
    const after = receiptIn(real.state);
    written.judge(this.#row(model), model.status, decision, after.status, 'invalid_document_step');
    model.status = after.status;
    if (events.length > 0 && this.#command.type === 'MoveDocumentToRange') model.range += 1;
    assert.equal(after.range, model.range, 'ranges are asked one after the other');
    for (const name of fixed) if (before[name] !== null) assert.equal(after[name], before[name], name);
    assert.deepEqual(fold(taxDocumentDecider.evolve, taxDocumentDecider.initial, real.history), real.state);
    if (decision.ok) assert.deepEqual(taxDocumentDecider.decide(this.#command, real.state), { ok: true, events: [] });
  }

  /** A move to another range than the next has no row: it is never allowed. */
  #row({ range }: Model): string {
    const { type } = this.#command;
    return this.#command.type === 'MoveDocumentToRange' && this.#command.range !== range + 1 ? `${type} too far` : type;
  }

  toString = (): string => JSON.stringify(this.#command);
}

const about = { documentId: 'o1.D1', at };
const few = fc.nat(2);

const command: fc.Arbitrary<StepCommand> = fc.oneof(
  few.map((range) => ({ type: 'MoveDocumentToRange', ...about, range: range + 2 }) as const),
  few.map((folio) => ({ type: 'RecordDocumentNumber', ...about, folio }) as const),
  few.map(
    (xml) => ({ type: 'RecordDocumentSigned', ...about, xml: `${xml}`, sha256: `${xml}`, barcode: null }) as const,
  ),
  few.map((id) => ({ type: 'RecordDocumentSubmitted', ...about, trackingId: `T${id}` }) as const),
  few.map((id) => ({ type: 'RecordDocumentAccepted', ...about, authorityReference: `R${id}`, notes: [] }) as const),
  few.map((code) => ({ type: 'RecordDocumentRejected', ...about, code: `${code}`, message: 'wrong' }) as const),
);

describe('a tax document, by its model', () => {
  it('takes its steps in their order, each once, and what is known of it stays', () => {
    const [requested] = receipted(quoted());
    assert.ok(requested !== undefined);
    fc.assert(
      fc.property(fc.commands([command.map((each) => new Step(each))], { maxCommands: 40, size: 'max' }), (steps) => {
        fc.modelRun(
          (): { model: Model; real: Real } => ({
            model: { status: 'requested', range: 1 },
            real: {
              state: stateOf([requested]),
              history: [requested],
            },
          }),
          steps,
        );
      }),
      { numRuns: 300 },
    );
  });
});
