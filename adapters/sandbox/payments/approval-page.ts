import { formatMinor } from '../../../domain/shared/money.ts';
import type { SandboxPayment, SandboxPaymentStatus } from './payment.ts';

const outcomes: Readonly<Record<SandboxPaymentStatus, string>> = {
  requires_action: 'No money moves: this is the sandbox.',
  processing: 'This payment is being processed.',
  authorized: 'Approved: the amount is held.',
  captured: 'Approved: this is paid.',
  declined: 'Declined. You may try again.',
  canceled: 'This payment was given up by the shop.',
};

const buttons = `<form method="post">
<button name="decision" value="approve">Approve</button>
<button name="decision" value="decline">Decline</button>
</form>`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);

/** What the payer sees: the payment, and what they can do about it. */
export const approvalPage = (payment: SandboxPayment): string => {
  const isOpen = payment.status === 'requires_action' || payment.status === 'declined';
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sandbox payment</title>
<style>body { font: 1.1rem system-ui; max-width: 24rem; margin: 4rem auto } button { font: inherit; padding: 0.5rem 1rem }</style>
<h1>${formatMinor(payment.amount, payment.currency)} ${payment.currency}</h1>
<p>Order ${escape(payment.orderNumber)}</p>
<p>${outcomes[payment.status]}</p>
${isOpen ? buttons : ''}
</html>
`;
};
