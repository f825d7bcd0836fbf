import assert from 'node:assert/strict';
import { sandboxGateway } from '../../../adapters/payments/sandbox/gateway.ts';
import { sandboxDatabase, type SandboxDatabase } from '../sandbox/sandbox-database.ts';
import { gatewayContract } from './contract.ts';
import { startSandbox } from './sandbox-server.ts';

describe('Sandbox', () => {
  let database: SandboxDatabase | undefined;
  before(async () => {
    database = await sandboxDatabase();
  });
  after(() => database?.drop());

  gatewayContract({
    start: () => {
      assert.ok(database);
      return startSandbox(database.pool);
    },
    connect: (server, { clock, timeoutMs, environment }) => {
      const {
        SANDBOX_API_KEY: apiKey = '',
        SANDBOX_WEBHOOK_SECRET: webhookSecret = '',
        SANDBOX_API_URL: baseUrl = '',
      } = { ...server.environment, ...environment };
      return sandboxGateway({ baseUrl, apiKey, webhookSecrets: [webhookSecret], clock, timeoutMs });
    },
    wrongCredentials: { SANDBOX_API_KEY: 'sk_sandbox_wrong' },
    laterNeedsMethod: false,
    reportsDeclines: true,
    reportsRefunds: true,
    dropsToFail: 1,
  });
});
