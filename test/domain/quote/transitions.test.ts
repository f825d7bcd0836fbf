import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { salesQuoteDecider } from '../../../domain/quote/decider.ts';
import { salesQuoteActions, salesQuoteMachine } from '../../../domain/quote/transitions.ts';
import { describeStateMachine } from '../shared/describe-state-machine.ts';
import {
  after,
  agreed,
  approve,
  decline,
  draft,
  expire,
  goodsAt,
  negotiatedDraft,
  notOrdered,
  ordered,
  revise,
  start,
  take,
  turnDown,
  validUntil,
  withdraw,
} from './quotes.ts';

const histories = () => ({
  pending_approval: after([], negotiatedDraft),
  declined: after([], negotiatedDraft, decline(start)),
  offered: after([], negotiatedDraft, approve(start)),
  accepted: after([], draft, take(start)),
  ordered: after([], draft, take(start), ordered(start)),
  rejected: after([], draft, turnDown(start)),
  withdrawn: after([], draft, withdraw(start)),
  expired: after([], draft, expire(validUntil)),
});

const { statuses } = salesQuoteMachine;

const negotiated = revise(start, { quote: goodsAt(900), negotiated: [agreed(1000)] });

describeStateMachine({
  folder: 'quote',
  noun: 'quote',
  machine: salesQuoteMachine,
  decider: salesQuoteDecider,
  statusOf: (state) => (state.exists ? state.status : undefined),
  notFound: 'quote_not_found',
  histories,
  commands: () => [
    revise(start),
    approve(start),
    decline(start),
    take(start),
    ordered(start),
    notOrdered(start),
    turnDown(start),
    withdraw(start),
    expire(validUntil),
  ],
  examples: () => Object.values(histories()).map((history) => [history, negotiated] as const),
  // what is ordered stays so, without an event
  unreached: { RecordSalesQuoteOrdered: ['ordered'] },
  alreadyDone: {
    ApproveSalesQuote: ['offered'],
    DeclineSalesQuote: ['declined'],
    AcceptSalesQuote: ['accepted', 'ordered'],
    RecordSalesQuoteOrderRefused: statuses.filter((status) => status !== 'accepted'),
    RejectSalesQuote: ['rejected'],
    WithdrawSalesQuote: ['withdrawn'],
    ExpireSalesQuote: statuses.filter((status) => status !== 'pending_approval' && status !== 'offered'),
  },
  ends: ['ordered'],
  actionsOf: (state) => (state.exists ? salesQuoteActions(state.status, 'staff') : []),
  actions: {
    pending_approval: ['revise', 'approve', 'decline', 'withdraw'],
    declined: ['revise', 'withdraw'],
    offered: ['revise', 'accept', 'reject', 'withdraw'],
    accepted: [],
    ordered: [],
    rejected: ['revise'],
    withdrawn: [],
    expired: ['revise'],
  },
});

describe('the actions that a customer has on a quote', () => {
  it('are those that the README marks', () => {
    const readme = readFileSync(new URL('../../../domain/quote/README.md', import.meta.url), 'utf8');
    const marked = [...readme.matchAll(/^\| \w+ +\| (\w+) +\|[^|]+\| yes +\|$/gm)].map(([, action]) => action);
    assert.deepEqual(marked, ['accept', 'reject']);
  });

  it('answer an offer, and there is nothing else to do', () => {
    for (const status of statuses) {
      assert.deepEqual(salesQuoteActions(status, 'customer'), status === 'offered' ? ['accept', 'reject'] : []);
    }
  });
});
