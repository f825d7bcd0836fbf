import type { TaxDocumentCommand } from '../../../domain/documents/commands.ts';
import type { DocumentContent } from '../../../domain/tax-document/document.ts';
import { taxDocumentEvents, type TaxDocumentEvent } from '../../../domain/documents/events.ts';
import { taxDocumentDecider } from '../../../domain/documents/decider.ts';
import { invoiceOf } from '../../../domain/documents/state.ts';
import { documentMachine } from '../../../domain/documents/transitions.ts';
import { describeStateMachine } from '../shared/describe-state-machine.ts';
import { describeGoldenEvents } from '../shared/golden.ts';
import { at, contentFor, documented, given, quoted, receipted } from '../tax-document/sales.ts';

const order = quoted();

const receipt = (): DocumentContent => contentFor([], order, { kind: 'sale', sale: order })!;

const request = (content: DocumentContent, causeId = 'cause', range = 1): TaxDocumentCommand => ({
  type: 'RequestDocument',
  causeId,
  content,
  range,
  at,
});

const documentId = 'o1.D1';
const about = { documentId, at };
const sha256 = 'ab12';
const barcode = { symbology: 'pdf417', text: '<TED/>' } as const;

const commands = {
  MoveDocumentToRange: { type: 'MoveDocumentToRange', ...about, range: 2 },
  RecordDocumentNumber: { type: 'RecordDocumentNumber', ...about, folio: 7 },
  RecordDocumentSigned: { type: 'RecordDocumentSigned', ...about, xml: '<DTE/>', sha256, barcode },
  RecordDocumentSubmitted: { type: 'RecordDocumentSubmitted', ...about, trackingId: 'T1' },
  RecordDocumentAccepted: { type: 'RecordDocumentAccepted', ...about, authorityReference: 'R1', notes: ['late'] },
  RecordDocumentRejected: { type: 'RecordDocumentRejected', ...about, code: '7', message: 'wrong' },
} as const satisfies Readonly<Partial<Record<TaxDocumentCommand['type'], TaxDocumentCommand>>>;

const stamped = {
  ...commands.RecordDocumentAccepted,
  stamped: { xml: '<TFD/>', sha256: 'cd34', barcode: null },
};

const after = (...types: readonly (keyof typeof commands)[]): readonly TaxDocumentEvent[] =>
  types.reduce<readonly TaxDocumentEvent[]>(
    (history, type) => [...history, ...given(history).when(commands[type]).events()],
    given([]).when(request(receipt())).events(),
  );

const histories = {
  requested: after(),
  numbered: after('RecordDocumentNumber'),
  signed: after('RecordDocumentNumber', 'RecordDocumentSigned'),
  submitted: after('RecordDocumentNumber', 'RecordDocumentSigned', 'RecordDocumentSubmitted'),
  accepted: after('RecordDocumentNumber', 'RecordDocumentSigned', 'RecordDocumentAccepted'),
  rejected: after('RecordDocumentNumber', 'RecordDocumentSigned', 'RecordDocumentRejected'),
} as const;

describeStateMachine({
  folder: 'documents',
  noun: 'document',
  machine: documentMachine,
  decider: taxDocumentDecider,
  statusOf: (state) => invoiceOf(state)?.status,
  notFound: 'document_not_found',
  histories: () => histories,
  commands: () => Object.values(commands),
  alreadyDone: {
    RecordDocumentNumber: ['numbered', 'signed', 'submitted', 'accepted', 'rejected'],
    RecordDocumentSigned: ['signed', 'submitted', 'accepted', 'rejected'],
    RecordDocumentSubmitted: ['submitted'],
    RecordDocumentAccepted: ['accepted'],
    RecordDocumentRejected: ['rejected'],
  },
  refusal: (status, command) => ({
    kind: 'wrong_state',
    code: 'invalid_document_step',
    message: 'the document is at another step: read it again',
    details: { command, document_id: documentId, status },
  }),
  ends: ['accepted', 'rejected'],
  actionsOf: () => [],
  actions: { requested: [], numbered: [], signed: [], submitted: [], accepted: [], rejected: [] },
});

describe('tax documents: steps', () => {
  it('say what happened, each in its event', () => {
    const said = { orderId: 'o1', documentId, at };
    const [requested] = histories.requested;
    given([requested!])
      .when(commands.MoveDocumentToRange)
      .then([{ type: 'DocumentMovedToRange', data: { ...said, range: 2 } }]);
    given(histories.numbered)
      .when(commands.RecordDocumentSigned)
      .then([{ type: 'DocumentSigned', data: { ...said, sha256, personal: { xml: '<DTE/>', barcode } } }]);
    given(histories.signed)
      .when(stamped)
      .then([
        {
          type: 'DocumentAccepted',
          data: {
            ...said,
            authorityReference: 'R1',
            notes: ['late'],
            sha256: 'cd34',
            personal: { xml: '<TFD/>', barcode: null },
          },
        },
      ]);
  });

  it('ask one range after the other', () => {
    given(histories.requested)
      .when({ ...commands.MoveDocumentToRange, range: 3 })
      .then({
        kind: 'wrong_state',
        code: 'invalid_document_step',
        details: { command: 'MoveDocumentToRange', document_id: documentId, status: 'requested' },
      });
    const moved = after('MoveDocumentToRange');
    given(moved).when(commands.MoveDocumentToRange).then([]);
  });

  it('of another number, other bytes or another verdict are refused once there is one', () => {
    const refusedStep = { kind: 'wrong_state', code: 'invalid_document_step' } as const;
    given(histories.numbered)
      .when({ ...commands.RecordDocumentNumber, folio: 8 })
      .then(refusedStep);
    given(histories.signed)
      .when({ ...commands.RecordDocumentSigned, sha256: 'ff' })
      .then(refusedStep);
    given(histories.submitted)
      .when({ ...commands.RecordDocumentSubmitted, trackingId: 'T2' })
      .then(refusedStep);
    given(histories.accepted)
      .when({ ...commands.RecordDocumentAccepted, authorityReference: 'R2' })
      .then(refusedStep);
    given(histories.accepted).when(commands.RecordDocumentRejected).then(refusedStep);
  });

  it('are taken of documents that are there', () => {
    for (const history of [[], histories.requested]) {
      given(history)
        .when({ ...commands.RecordDocumentNumber, documentId: 'o1.D9' })
        .then({ kind: 'not_found', code: 'document_not_found' });
    }
  });
});

describe('tax documents: requests', () => {
  it('freeze what the document says, once for each cause', () => {
    const content = receipt();
    const history = given([])
      .when(request(content))
      .then([{ type: 'DocumentRequested', data: { ...content, at, causeId: 'cause', range: 1 } }]);
    given(history).when(request(content)).then([]);
    given(history)
      .when(request({ ...content, documentId: 'o1.D2' }))
      .then([]);
  });

  it('give an order one invoice or receipt', () => {
    const second = { ...receipt(), documentId: 'o1.D2' };
    given(histories.requested).when(request(second, 'other')).then({ kind: 'rule', code: 'order_has_invoice' });
    given(histories.requested)
      .when(request({ ...second, kind: 'invoice' }, 'other'))
      .then({ kind: 'rule', code: 'order_has_invoice' });
  });

  it('name the next document', () => {
    given([])
      .when(request({ ...receipt(), documentId: 'o1.D2' }))
      .then({ kind: 'rule', code: 'document_id_taken', details: { document_id: 'o1.D2' } });
  });

  it('of notes want the document that they change: there, numbered, not refused', () => {
    const history = receipted(order);
    const note = contentFor(history, order, { kind: 'cancellation' })!;
    given(histories.requested).when(request(note, 'note')).then({ kind: 'wrong_state', code: 'document_not_numbered' });
    given(histories.rejected).when(request(note, 'note')).then({ kind: 'wrong_state', code: 'document_rejected' });
    given([])
      .when(request({ ...note, documentId: 'o1.D1' }))
      .then({ kind: 'rule', code: 'no_document_to_change' });
    const foreign = { ...note, reference: { ...note.reference!, documentId: 'o2.D1' } };
    given(history).when(request(foreign, 'note')).then({ kind: 'rule', code: 'no_document_to_change' });
    given(history)
      .when(request({ ...note, reference: null }, 'note'))
      .then({ kind: 'rule', code: 'no_document_to_change' });
  });

  it('of credit notes keep to what is left, by rate, in net and in tax', () => {
    const history = receipted(order);
    const note = contentFor(history, order, { kind: 'discount', amount: 10_000 })!;
    const details = { document_id: documentId };
    const exceeds = { kind: 'rule', code: 'credit_note_exceeds_invoice', details } as const;
    const over = (net: number, tax: number, rate = 190_000): DocumentContent => ({
      ...note,
      totals: { net, exempt: 0, taxes: [{ rate, base: net, amount: tax }], tax, total: net + tax },
    });
    given(history)
      .when(request(over(8403, 1597), 'note'))
      .events();
    for (const [net, tax] of [
      [8404, 1597],
      [8404, 1596],
      [8402, 1598],
    ] as const) {
      given(history)
        .when(request(over(net, tax), 'note'))
        .then(exceeds);
    }
    given(history)
      .when(request(over(1, 0, 50_000), 'note'))
      .then(exceeds);
    const partly = documented(history, order, { kind: 'discount', amount: 1 });
    given(partly)
      .when(request({ ...over(8403, 1597), documentId: 'o1.D3' }, 'second'))
      .then(exceeds);
  });
});

describe('the storage format of tax documents', () => {
  describeGoldenEvents(new URL('golden/', import.meta.url), taxDocumentEvents, () => [
    ...histories.requested,
    ...given(histories.requested).when(commands.MoveDocumentToRange).events(),
    ...histories.submitted.slice(1),
    ...given(histories.signed).when(stamped).events(),
    ...histories.rejected.slice(3),
  ]);
});
