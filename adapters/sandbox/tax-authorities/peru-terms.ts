import type { Element } from '@xmldom/xmldom';
import type { Bill } from './peru-bill.ts';
import { differ, type Rule } from './peru-rule.ts';
import { number, text } from './peru-xml.ts';

const instalments = ({ terms }: Bill): readonly Element[] =>
  terms.filter((term) => text(term, 'PaymentMeansID').startsWith('Cuota'));

const credits = ({ terms }: Bill): readonly Element[] =>
  terms.filter((term) => text(term, 'PaymentMeansID') === 'Credito');

/** What a sale on terms leaves to pay. */
const owedOf = (bill: Bill): number => credits(bill).reduce((total, term) => total + number(term, 'Amount'), 0);

/** How documents say that they are paid. */
export const termRules: readonly Rule[] = [
  {
    code: '3244',
    message: 'La factura no tiene forma de pago',
    isBroken: ({ type, terms }) => type === '01' && terms.every((term) => text(term, 'ID') !== 'FormaPago'),
  },
  {
    code: '3246',
    message: 'Una nota no tiene forma de pago al contado',
    isBroken: ({ isNote, terms }) => isNote && terms.some((term) => text(term, 'PaymentMeansID') === 'Contado'),
  },
  {
    code: '3249',
    message: 'Una venta al crédito no tiene cuotas',
    isBroken: (bill) => credits(bill).length > 0 && instalments(bill).length === 0,
  },
  {
    code: '3265',
    message: 'El monto pendiente de pago excede el importe total',
    isBroken: (bill) => owedOf(bill) > bill.payable,
  },
  {
    code: '3319',
    message: 'Las cuotas no suman el monto pendiente de pago',
    isBroken: (bill) =>
      differ(
        owedOf(bill),
        instalments(bill).reduce((total, term) => total + number(term, 'Amount'), 0),
      ),
  },
  {
    code: '3267',
    message: 'Una cuota vence antes de la emisión, o en su día',
    isBroken: (bill) => instalments(bill).some((term) => text(term, 'PaymentDueDate') <= text(bill.root, 'IssueDate')),
  },
];
