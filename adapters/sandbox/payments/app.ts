import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { z } from 'zod';
import { approvalPage } from './approval-page.ts';
import type { Desk, DeskAnswer, Keyed } from './desk.ts';
import { isSame } from './keys.ts';
import { confirmation, decision, newPayment, newRefund, nothing, showPayment, someAmount } from './messages.ts';
import type { SandboxPayment } from './payment.ts';

export interface PaymentAppOptions {
  readonly desk: Desk;
  readonly apiKey: string;
  /** Where this app is reached, without a slash at the end. */
  readonly baseUrl: () => string;
}

/** A request that is wrong in itself. */
class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const unknownPayment = (): ApiError => new ApiError(404, 'unknown_payment', 'there is no such payment');

const paymentsPath = '/v1/payments';
const idempotencyHeader = 'idempotency-key';

/** The payment API and the approval page. */
export const paymentApp = ({ desk, apiKey, baseUrl }: PaymentAppOptions): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json({ limit: '64kb' }), express.urlencoded({ limit: '1kb', extended: false }));

  const approvalPath = (clientSecret: string): string => `/approve/${clientSecret}`;

  /** What the payer needs is shown with the payment, as this process can be reached now. */
  const send = (response: Response, answer: DeskAnswer): void => {
    if ('error' in answer) response.status(402).json(answer);
    else {
      const approvalUrl = `${baseUrl()}${approvalPath(answer.payment.client_secret)}`;
      response.json({ ...answer, payment: { ...answer.payment, approval_url: approvalUrl } });
    }
  };

  const findPayment = async (request: Request): Promise<SandboxPayment> => {
    const payment = await desk.find(String(request.params.paymentId));
    if (payment === undefined) throw unknownPayment();
    return payment;
  };

  app.post(`${paymentsPath}/:paymentId/confirm`, async (request, response) => {
    const { client_secret, method_id } = confirmation.parse(request.body);
    const payment = await findPayment(request);
    if (!isSame(client_secret, payment.clientSecret)) throw unknownPayment();
    send(response, await desk.confirm(payment.paymentId, method_id));
  });

  app.use('/v1', (request, _response, next) => {
    const given = request.get('authorization') ?? '';
    if (!isSame(given, `Bearer ${apiKey}`)) throw new ApiError(401, 'unauthenticated', 'send the API key as a bearer');
    next();
  });

  app.get('/v1/ping', (_request, response) => {
    response.json({});
  });

  app.post(paymentsPath, async (request, response) => {
    send(response, await desk.create(newPayment.parse(request.body), keyOf(request)));
  });

  app.get(`${paymentsPath}/:paymentId`, async (request, response) => {
    response.json({ payment: showPayment(await findPayment(request)) });
  });

  app.post(`${paymentsPath}/:paymentId/capture`, async (request, response) => {
    const { amount } = someAmount.parse(request.body);
    send(response, await desk.capture(await findPayment(request), amount, keyOf(request)));
  });

  app.post(`${paymentsPath}/:paymentId/cancel`, async (request, response) => {
    nothing.parse(request.body);
    send(response, await desk.cancel(await findPayment(request), keyOf(request)));
  });

  app.post(`${paymentsPath}/:paymentId/refunds`, async (request, response) => {
    const refund = newRefund.parse(request.body);
    send(response, await desk.refund(await findPayment(request), refund, keyOf(request)));
  });

  const findBySecret = async (request: Request): Promise<SandboxPayment> => {
    const payment = await desk.findBySecret(String(request.params.clientSecret));
    if (payment === undefined) throw unknownPayment();
    return payment;
  };

  app.get(approvalPath(':clientSecret'), async (request, response) => {
    const page = approvalPage(await findBySecret(request));
    response.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'").type('html').send(page);
  });

  app.post(approvalPath(':clientSecret'), async (request, response) => {
    const { paymentId, clientSecret, returnUrl } = await findBySecret(request);
    const isApproved = decision.parse(request.body).decision === 'approve';
    await desk.confirm(paymentId, isApproved ? 'pm_ok' : 'pm_declined');
    response.redirect(303, returnUrl ?? approvalPath(clientSecret));
  });

  app.use(answerError);
  return app;
};

const keyOf = (request: Request): Keyed => {
  const idempotencyKey = request.get(idempotencyHeader) ?? '';
  if (!/^[\x21-\x7e]{1,200}$/.test(idempotencyKey)) {
    throw new ApiError(400, 'invalid_idempotency_key', `send ${idempotencyHeader}: 1 to 200 printable characters`);
  }
  return { idempotencyKey };
};

const toApiError = (error: unknown): ApiError => {
  if (error instanceof ApiError) return error;
  if (error instanceof z.ZodError) return new ApiError(400, 'invalid_request', z.prettifyError(error));
  const isUnreadable = error instanceof Error && 'status' in error && Number(error.status) < 500;
  return isUnreadable
    ? new ApiError(400, 'invalid_request', error.message)
    : new ApiError(500, 'internal_error', String(error));
};

const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const { status, code, message } = toApiError(error);
  response.status(status).json({ error: { code, message } });
};
