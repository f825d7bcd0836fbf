import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { SalesQuoteEvent, SalesQuoteStatus } from '../../../domain/quote/events.ts';
import {
  invalidTransition,
  salesQuoteActions,
  salesQuoteTransitions,
  type DraftedSalesQuoteCommand,
} from '../../../domain/quote/transitions.ts';
import {
  after,
  approve,
  decline,
  draft,
  expire,
  given,
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

/** A history that ends in each status. */
const historyOf: Readonly<Record<SalesQuoteStatus, () => readonly SalesQuoteEvent[]>> = {
  pending_approval: () => after([], negotiatedDraft),
  declined: () => after([], negotiatedDraft, decline(start)),
  offered: () => after([], negotiatedDraft, approve(start)),
  accepted: () => after([], draft, take(start)),
  ordered: () => after([], draft, take(start), ordered(start)),
  rejected: () => after([], draft, turnDown(start)),
  withdrawn: () => after([], draft, withdraw(start)),
  expired: () => after([], draft, expire(validUntil)),
};

const statuses = Object.keys(historyOf) as readonly SalesQuoteStatus[];

/** Every command as it would be sent for the first time. */
const commands: readonly DraftedSalesQuoteCommand[] = [
  revise(start),
  approve(start),
  decline(start),
  take(start),
  ordered(start),
  notOrdered(start),
  turnDown(start),
  withdraw(start),
  expire(validUntil),
];

/** Accepted without an event where it changes nothing. */
const silent: Readonly<Partial<Record<DraftedSalesQuoteCommand['type'], readonly SalesQuoteStatus[]>>> = {
  ApproveSalesQuote: ['offered'],
  DeclineSalesQuote: ['declined'],
  AcceptSalesQuote: ['accepted', 'ordered'],
  RecordSalesQuoteOrdered: ['ordered'],
  RecordSalesQuoteOrderRefused: statuses.filter((status) => status !== 'accepted'),
  RejectSalesQuote: ['rejected'],
  WithdrawSalesQuote: ['withdrawn'],
  ExpireSalesQuote: statuses.filter((status) => status !== 'pending_approval' && status !== 'offered'),
};

const machine = [
  'ReviseSalesQuote | revise | pending_approval, declined, offered, rejected, expired → pending_approval, offered',
  'ApproveSalesQuote | approve | pending_approval → offered',
  'DeclineSalesQuote | decline | pending_approval → declined',
  'AcceptSalesQuote | accept, customer | offered → accepted',
  'RecordSalesQuoteOrdered | | any → ordered',
  'RecordSalesQuoteOrderRefused | | accepted → offered',
  'RejectSalesQuote | reject, customer | offered → rejected',
  'WithdrawSalesQuote | withdraw | pending_approval, declined, offered → withdrawn',
  'ExpireSalesQuote | | pending_approval, offered → expired',
];

describe('the state machine of sales quotes', () => {
  it('has exactly these arrows', () => {
    const rows = Object.entries(salesQuoteTransitions).map(([command, { action, byCustomer, arrows }]) => {
      const from = Object.keys(arrows);
      const to = [...new Set(Object.values(arrows).flat())];
      for (const targets of Object.values(arrows)) assert.deepEqual(targets, to, 'leads to the same from everywhere');
      const name = [action ?? '', ...(byCustomer === true ? ['customer'] : [])].join(', ');
      const arrow = `${from.length === statuses.length ? 'any' : from.join(', ')} → ${to.join(', ')}`;
      return [command, name, arrow].join(' | ').replace(/ +/g, ' ');
    });
    assert.deepEqual(rows, machine);
  });

  it('is the table of domain/sales-quote/README.md', () => {
    const readme = readFileSync(new URL('../../../domain/quote/README.md', import.meta.url), 'utf8');
    const rows = readme.split('\n').filter((line) => /^\| [A-Z][a-z]+[A-Z]\w+ +\|/.test(line));
    const cells = rows.map((row) => row.replace(/^\| /, '').replace(/\|$/, '').replace(/ +/g, ' ').trim());
    assert.deepEqual(cells, machine);
  });

  it('has an example of every status', () => {
    for (const status of statuses) {
      const state = given(historyOf[status]()).when(expire(start)).state();
      assert.ok(state.exists);
      assert.equal(state.status, status);
    }
  });

  it('is what the decider does with every command in every status', () => {
    for (const command of commands) {
      const { arrows } = salesQuoteTransitions[command.type];
      for (const status of statuses) {
        const about = `${status}: ${command.type}`;
        const when = given(historyOf[status]()).when(command);
        if (silent[command.type]?.includes(status) === true) {
          when.then([]);
          continue;
        }
        const targets = arrows[status];
        if (targets === undefined) {
          assert.deepEqual(when.rejection(), invalidTransition(command.type, status).rejection, about);
          continue;
        }
        assert.ok(when.events().length > 0, about);
        const state = when.state();
        assert.ok(state.exists && targets.includes(state.status), about);
      }
    }
  });

  it('begins with a draft', () => {
    for (const command of commands) given([]).when(command).then({ kind: 'not_found', code: 'quote_not_found' });
  });

  it('says where a refused command is possible', () => {
    assert.equal(
      given(historyOf.withdrawn()).when(take(start)).rejection().message,
      'the quote is withdrawn; this is possible only when it is offered',
    );
  });

  it('names what staff can do, and what the customer can', () => {
    assert.deepEqual(
      statuses.map((status) => [status, salesQuoteActions(status, 'staff'), salesQuoteActions(status, 'customer')]),
      [
        ['pending_approval', ['revise', 'approve', 'decline', 'withdraw'], []],
        ['declined', ['revise', 'withdraw'], []],
        ['offered', ['revise', 'accept', 'reject', 'withdraw'], ['accept', 'reject']],
        ['accepted', [], []],
        ['ordered', [], []],
        ['rejected', ['revise'], []],
        ['withdrawn', [], []],
        ['expired', ['revise'], []],
      ],
    );
  });
});
