import type { CreditEvent, CreditIssued } from './events.ts';
import { noAccount, type CreditAccount, type CreditAccountState } from './state.ts';

/** Folds one event in. Never judges: what happened has happened. */
export const evolve = (state: CreditAccountState, event: CreditEvent): CreditAccountState => {
  const account = state.exists || event.type !== 'CreditIssued' ? state : opened(event);
  return account.exists ? { ...account, ...changes(account, event), balance: event.data.balance } : noAccount;
};

const opened = ({ data: { creditAccountId, customerId, currency } }: CreditIssued): CreditAccount => ({
  exists: true,
  creditAccountId,
  customerId,
  currency,
  balance: 0,
  credits: [],
  redemptions: [],
});

const changes = ({ credits, redemptions }: CreditAccount, event: CreditEvent): Partial<CreditAccount> => {
  switch (event.type) {
    case 'CreditIssued': {
      const { creditId, amount } = event.data;
      return { credits: [...credits, { creditId, amount }] };
    }
    case 'CreditRedeemed': {
      const { redemptionId, orderId, amount } = event.data;
      return { redemptions: [...redemptions, { redemptionId, orderId, amount, restorations: [] }] };
    }
    case 'CreditRestored': {
      const { redemptionId, restorationId, amount } = event.data;
      return {
        redemptions: redemptions.map((redemption) =>
          redemption.redemptionId === redemptionId
            ? { ...redemption, restorations: [...redemption.restorations, { restorationId, amount }] }
            : redemption,
        ),
      };
    }
  }
};
