import assert from 'node:assert/strict';
import { tillDocuments } from '../../../domain/processes/documents.ts';
import { givenUp, returnOfSale, sale, voidOfSale } from './sales.ts';

describe('what asks for a document at a till', () => {
  it('is told by a list of event types', () => {
    assert.deepEqual([sale().type, voidOfSale().type, returnOfSale().type], tillDocuments.eventTypes);
  });

  it('is a complete sale, as it was sold', () => {
    const event = sale();
    const { quote } = event.data;
    assert.deepEqual(tillDocuments.react(event), {
      cause: {
        kind: 'sale',
        sale: {
          orderId: 'pos-1',
          orderNumber: 'POS-POS-1',
          currency: 'CLP',
          taxMode: 'inclusive',
          lines: quote.lines,
          shipping: null,
          payments: [
            { method: 'card_local', amount: 4995, settlement: 'immediate', status: 'captured' },
            { method: 'cash', amount: 14_990, settlement: 'immediate', status: 'captured' },
          ],
          paymentMethod: 'cash',
        },
      },
      currency: 'CLP',
      receiver: null,
    });
  });

  it('names whom the buyer named', () => {
    const { type, data } = sale();
    const receiver = { taxId: '76192083-9', legalName: 'Comercial SpA' };
    const asked = tillDocuments.react({ type, data: { ...data, personal: { taxReceiver: receiver } } });
    assert.deepEqual(asked?.receiver, receiver);
  });

  it('is a void of what was complete, and not of what was only open', () => {
    assert.deepEqual(tillDocuments.react(voidOfSale()), {
      cause: { kind: 'cancellation' },
      currency: 'CLP',
      receiver: null,
    });
    assert.equal(tillDocuments.react(givenUp()), undefined);
  });

  it('is nothing of a sale without goods', () => {
    const { type, data } = sale();
    assert.equal(tillDocuments.react({ type, data: { ...data, lines: [] } }), undefined);
  });
});
